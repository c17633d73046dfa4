-- The words of texts have changed: invisible characters are ignored, C++ is a word, and İstanbul equals istanbul. The indexer builds
-- the index anew. Before it has finished, searches read the table of messages.
DROP TABLE message_words;
CREATE TABLE message_words (id bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX message_words_of ON message_words USING gin (words);
TRUNCATE message_of;
UPDATE indexed SET last = 0;

-- Earlier versions imported messages with ids up to the greatest integer, after which none is left. Those above 2^53 get the next ids.
UPDATE message SET id = moved.new_id
  FROM (
    SELECT id,
      row_number() OVER (ORDER BY id) + (SELECT coalesce(max(id), 0) FROM message WHERE id <= 9007199254740992) AS new_id
    FROM message WHERE id > 9007199254740992
  ) AS moved
  WHERE message.id = moved.id;
UPDATE counter
  SET last = (SELECT coalesce(max(id), 0) FROM message), reserved = (SELECT coalesce(max(id), 0) FROM message)
  WHERE last > 9007199254740992 OR reserved > 9007199254740992;
DELETE FROM token WHERE first_id > 9007199254740992;
