-- What belongs to a room, kept behind as the words are: an index that is kept with each message doubled what is written for it.
CREATE TABLE message_of (
  room_key text NOT NULL,
  id bigint NOT NULL,
  PRIMARY KEY (room_key, id)
) ${clustered};
INSERT INTO message_of (room_key, id)
  SELECT room_key, id FROM message WHERE id <= (SELECT last FROM indexed) ORDER BY room_key, id;
DROP INDEX message_of_room;

-- Only who forgets what is old asked for it, and goes through everything once.
DROP INDEX message_at_time;
