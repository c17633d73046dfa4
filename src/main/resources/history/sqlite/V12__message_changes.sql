-- Who has said a message (the id of an account, or a negative number for the stay of a guest), the message that it answers, and what
-- has happened to it since. `reacted` is 1 if the table of reactions has any.
ALTER TABLE message ADD COLUMN author bigint;
ALTER TABLE message ADD COLUMN reply_to bigint;
ALTER TABLE message ADD COLUMN edited text;
ALTER TABLE message ADD COLUMN deleted_by text;
ALTER TABLE message ADD COLUMN reacted integer NOT NULL DEFAULT 0;

CREATE TABLE reaction (
  message_id bigint NOT NULL,
  position integer NOT NULL,
  emoji text NOT NULL,
  nickname text NOT NULL,
  author bigint,
  PRIMARY KEY (message_id, position)
) WITHOUT ROWID;

-- The number of texts that were deleted or replaced, and of which the search index or the log of the file may still have words.
ALTER TABLE indexed ADD COLUMN unerased bigint NOT NULL DEFAULT 0;
