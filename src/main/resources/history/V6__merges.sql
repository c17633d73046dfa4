-- For SQLite, which wrote each word four times anew while it put the parts of its index together; now it is half as often.
INSERT INTO message_words (message_words, rank) VALUES ('usermerge', 16);
