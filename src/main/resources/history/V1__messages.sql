-- What was said. Ids rise in the order in which it was said.
CREATE TABLE message (
  id ${id} PRIMARY KEY,
  room text NOT NULL,
  room_key text NOT NULL,
  time ${time} NOT NULL,
  nickname text NOT NULL,
  nickname_key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('chat', 'emote', 'topic')),
  text text NOT NULL
);
CREATE INDEX message_of_room ON message (room_key, id);
CREATE INDEX message_of_nickname ON message (nickname_key, id);
CREATE INDEX message_at_time ON message (time);
CREATE INDEX topic_of_room ON message (room_key, id) WHERE kind = 'topic';

-- The last id that was given; it never goes back.
CREATE TABLE counter (last bigint NOT NULL);
INSERT INTO counter VALUES (0);

-- What was stored under which token, for answers that were lost.
CREATE TABLE token (
  token text PRIMARY KEY,
  first_id bigint NOT NULL
);
CREATE INDEX token_in_order ON token (first_id);

-- The last id whose words are in message_words.
CREATE TABLE indexed (last bigint NOT NULL);
INSERT INTO indexed VALUES (0);

-- The words of the messages: what an index needs, and no text.
${words};
