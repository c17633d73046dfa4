-- For SQLite, which put the parts of its index together where it wrote the next one: now and then for a second.
INSERT INTO message_words (message_words, rank) VALUES ('automerge', 0);
INSERT INTO message_words (message_words, rank) VALUES ('crisismerge', 1999);
