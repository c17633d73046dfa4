-- The author of a message becomes a term of the search index. The index on nicknames wrote one page per author and batch.
DROP INDEX message_of_nickname;
DROP TABLE message_words;
CREATE VIRTUAL TABLE message_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');
UPDATE indexed SET last = 0;

-- First ids are as unique as tokens, so that one index is enough for both.
DROP TABLE token;
CREATE TABLE token (
  first_id INTEGER PRIMARY KEY,
  token text NOT NULL UNIQUE
);
