-- The words of the index have no accents, so that zoe finds Zoë, and the index has their first three letters in order, so that a search
-- finds beginnings of words. The indexer builds the index anew. Before it has finished, searches read the table of messages.
DROP TABLE message_words;
CREATE VIRTUAL TABLE message_words
  USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='3');
INSERT INTO message_words (message_words, rank) VALUES ('automerge', 0);
INSERT INTO message_words (message_words, rank) VALUES ('crisismerge', 1999);
INSERT INTO message_words (message_words, rank) VALUES ('usermerge', 16);
DROP TABLE message_of;
CREATE TABLE message_of (
  room_key text NOT NULL,
  id bigint NOT NULL,
  PRIMARY KEY (room_key, id)
) WITHOUT ROWID;
UPDATE indexed SET last = 0;
