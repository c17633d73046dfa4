-- Who is kept out of the server: whoever has the account, the nickname or the address.
CREATE TABLE server_ban (
  target_key text PRIMARY KEY,
  target text NOT NULL,
  account_id bigint,
  pattern text,
  network text,
  since text NOT NULL,
  until text,
  imposed_by text NOT NULL,
  reason text
) WITHOUT ROWID;
