-- Accounts. One row: the number of changes to them so far, by which a server notices those of other processes. It is also the id of the
-- next account, so that no id is assigned twice.
CREATE TABLE account_change (last bigint NOT NULL);
INSERT INTO account_change VALUES (0);

-- `changed` is the number of the last change of the row, `password_changed` that of the last other password.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  role text NOT NULL CHECK (role IN ('member', 'operator')),
  password_hash text NOT NULL,
  password_changed bigint NOT NULL,
  created text NOT NULL,
  changed bigint NOT NULL
);
CREATE INDEX account_in_order ON account (changed);

-- The nicknames that accounts own; position 0 is the main one. The key is the case-folded nickname. What it looks like is not stored, as
-- the tables of look-alikes change with Unicode.
CREATE TABLE account_nickname (
  nickname_key text PRIMARY KEY,
  account_id bigint NOT NULL,
  position integer NOT NULL,
  nickname text NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX account_nickname_of ON account_nickname (account_id, position);

-- The ids of accounts that were removed.
CREATE TABLE removed_account (
  id INTEGER PRIMARY KEY,
  changed bigint NOT NULL
);
CREATE INDEX removed_account_in_order ON removed_account (changed);

-- The newest message of each room that an account has seen.
CREATE TABLE read_mark (
  account_id bigint NOT NULL,
  room_key text NOT NULL,
  room text NOT NULL,
  message_id bigint NOT NULL,
  PRIMARY KEY (account_id, room_key)
) WITHOUT ROWID;
