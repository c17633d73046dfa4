-- Ids come from a block whose end is on the disk before its first id is assigned: no id above `reserved` was ever assigned.
ALTER TABLE counter ADD COLUMN reserved bigint NOT NULL DEFAULT 0;
UPDATE counter SET reserved = last;
