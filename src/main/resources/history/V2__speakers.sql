-- Who said it is found as words are. An index of its own took a page for every speaker to each batch.
DROP INDEX message_of_nickname;
DROP TABLE message_words;
${words};
UPDATE indexed SET last = 0;

-- One index less to keep: first ids are as unique as tokens.
DROP TABLE token;
CREATE TABLE token (
  first_id ${id} PRIMARY KEY,
  token text NOT NULL UNIQUE
);
