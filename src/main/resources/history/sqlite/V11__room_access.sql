-- The rooms that have an owner, a setting, a role or a restriction.
CREATE TABLE room (
  room_key text PRIMARY KEY,
  room text NOT NULL
) WITHOUT ROWID;

-- The settings that do not have their default.
CREATE TABLE room_setting (
  room_key text NOT NULL,
  name text NOT NULL,
  value text NOT NULL,
  PRIMARY KEY (room_key, name)
) WITHOUT ROWID;

CREATE TABLE room_role (
  room_key text NOT NULL,
  account_id bigint NOT NULL,
  role text NOT NULL CHECK (role IN ('member', 'voice', 'operator', 'owner')),
  PRIMARY KEY (room_key, account_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX owner_of_room ON room_role (room_key) WHERE role = 'owner';

-- Who is kept out of a room or silent in it: whoever has the account, the nickname or the address.
CREATE TABLE room_restriction (
  room_key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('ban', 'mute')),
  target_key text NOT NULL,
  target text NOT NULL,
  account_id bigint,
  pattern text,
  network text,
  since text NOT NULL,
  until text,
  imposed_by text NOT NULL,
  reason text,
  PRIMARY KEY (room_key, kind, target_key)
) WITHOUT ROWID;

-- What operators have done, the newest with the highest id.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  time text NOT NULL,
  actor text NOT NULL,
  account_id bigint,
  act text NOT NULL,
  room text,
  room_key text,
  target text,
  detail text
);
CREATE INDEX audit_of_room ON audit (room_key, id);
