-- Private messages between accounts. One row: the id of the last one, which is never assigned twice. Independent of the ids of rooms.
CREATE TABLE private_message_counter (last bigint NOT NULL);
INSERT INTO private_message_counter VALUES (0);

-- The nicknames are those at the time. The messages of an account are deleted with it.
CREATE TABLE private_message (
  id INTEGER PRIMARY KEY,
  time text NOT NULL,
  sender_id bigint NOT NULL,
  sender text NOT NULL,
  receiver_id bigint NOT NULL,
  receiver text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('chat', 'emote')),
  text text NOT NULL
);
-- For a page of a conversation.
CREATE INDEX private_message_between ON private_message (sender_id, receiver_id, id);
-- For what was left for somebody.
CREATE INDEX private_message_to ON private_message (receiver_id, id);

-- The newest message that each account has got.
CREATE TABLE private_message_mark (
  account_id INTEGER PRIMARY KEY,
  message_id bigint NOT NULL
);
