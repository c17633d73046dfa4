-- A merge takes 16 segments of a level. With the default of 4, merging wrote each word four times; now it writes it half as often.
INSERT INTO message_words (message_words, rank) VALUES ('usermerge', 16);
