-- What the desk does with its dossier, and in which order the dossier came to be what it is.
PRAGMA user_version = 3;

ALTER TABLE articles ADD COLUMN modified TEXT; -- ISO 8601: when the page says that it was changed
ALTER TABLE articles ADD COLUMN fetched TEXT; -- likewise: when an archive says that it was fetched

CREATE TABLE corrections (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	at TEXT NOT NULL, -- ISO 8601 in UTC
	author TEXT NOT NULL,
	reason TEXT,
	action TEXT NOT NULL,
	what TEXT NOT NULL, -- JSON: what it is about, and what it says of that
	undone_at TEXT, -- NULL while it holds
	undone_by TEXT,
	undone_reason TEXT
) STRICT;

CREATE TABLE changes (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	at TEXT NOT NULL, -- ISO 8601 in UTC
	what TEXT NOT NULL CHECK (what IN ('added', 'replaced', 'removed', 'corrected')),
	source TEXT, -- the article's id; of a removed one, all that is left of it
	correction INTEGER REFERENCES corrections (number), -- made or taken back
	CHECK ((what = 'corrected') = (correction IS NOT NULL)),
	CHECK ((source IS NULL) = (correction IS NOT NULL))
) STRICT;
CREATE INDEX changes_by_source ON changes (source);
INSERT INTO changes (at, what, source)
SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'added', id FROM articles ORDER BY number;

CREATE TABLE looks (
	reader TEXT PRIMARY KEY, -- who asked `entente diff` what changed
	at TEXT NOT NULL, -- ISO 8601 in UTC: when last
	number INTEGER NOT NULL -- of the last change known by then, 0 before the first
) STRICT, WITHOUT ROWID;
