-- The ids of each room, filled by the indexer. An index on the table of messages doubled what an append writes.
CREATE TABLE message_of (
  room_key text NOT NULL,
  id bigint NOT NULL,
  PRIMARY KEY (room_key, id)
);
INSERT INTO message_of (room_key, id)
  SELECT room_key, id FROM message WHERE id <= (SELECT last FROM indexed) ORDER BY room_key, id;
DROP INDEX message_of_room;

-- Only pruning used this index, and pruning reads the whole table once.
DROP INDEX message_at_time;
