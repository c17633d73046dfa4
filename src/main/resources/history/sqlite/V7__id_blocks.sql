-- Ids come from a block whose end is on the disk before its first id is assigned: no id above `reserved` was ever assigned.
ALTER TABLE counter ADD COLUMN reserved bigint NOT NULL DEFAULT 0;

-- Versions before set user_version while the last messages could be missing on the disk. Their ids are not assigned again.
UPDATE counter SET last = last + 1000000 WHERE (SELECT user_version FROM pragma_user_version) <> 0;
PRAGMA user_version = 0;

UPDATE counter SET reserved = last;
