-- While merged records are written: which of them, and what was known of the people among them.
CREATE TEMP TABLE IF NOT EXISTS touched (
	kind TEXT NOT NULL,
	record INTEGER NOT NULL,
	PRIMARY KEY (kind, record)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS were (name TEXT, party TEXT) STRICT;
CREATE INDEX IF NOT EXISTS temp.were_by_name ON were (name);
DELETE FROM touched;
DELETE FROM were;
