-- The messages. Ids rise in the order in which the messages were stored, over all rooms.
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  room text NOT NULL,
  room_key text NOT NULL,
  time text NOT NULL,
  nickname text NOT NULL,
  nickname_key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('chat', 'emote', 'topic')),
  text text NOT NULL
);
CREATE INDEX message_of_room ON message (room_key, id);
CREATE INDEX message_of_nickname ON message (nickname_key, id);
CREATE INDEX message_at_time ON message (time);
CREATE INDEX topic_of_room ON message (room_key, id) WHERE kind = 'topic';

-- One row: the last id that was assigned. It never decreases.
CREATE TABLE counter (last bigint NOT NULL);
INSERT INTO counter VALUES (0);

-- The first id of each recent append by its token, for a retry of an append whose answer was lost.
CREATE TABLE token (
  token text PRIMARY KEY,
  first_id bigint NOT NULL
);
CREATE INDEX token_in_order ON token (first_id);

-- One row: the last id that is in the search index.
CREATE TABLE indexed (last bigint NOT NULL);
INSERT INTO indexed VALUES (0);

-- The search index: the words of the messages without their texts.
CREATE VIRTUAL TABLE message_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');
