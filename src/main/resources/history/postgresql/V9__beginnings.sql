-- The words of the index have no accents, so that zoe finds Zoë. The indexer builds the index anew. Before it has finished, searches read
-- the table of messages.
DROP TABLE message_words;
CREATE TABLE message_words (id bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX message_words_of ON message_words USING gin (words);
TRUNCATE message_of;
UPDATE indexed SET last = 0;
