-- The author of a message becomes a term of the search index. The index on nicknames wrote one page per author and batch.
DROP INDEX message_of_nickname;
DROP TABLE message_words;
CREATE TABLE message_words (id bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX message_words_of ON message_words USING gin (words);
UPDATE indexed SET last = 0;

-- First ids are as unique as tokens, so that one index is enough for both.
DROP TABLE token;
CREATE TABLE token (
  first_id bigint PRIMARY KEY,
  token text NOT NULL UNIQUE
);
