-- Parley merges the segments of the search index in transactions of their own. SQLite merged them in the transaction that
-- indexes, which then took up to a second.
INSERT INTO message_words (message_words, rank) VALUES ('automerge', 0);
INSERT INTO message_words (message_words, rank) VALUES ('crisismerge', 1999);
