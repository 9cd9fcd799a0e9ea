-- What reading the articles again would make again: the sentences under the records.
-- The records' own tables follow from kind.sql and page-kind.sql, once for each kind.
CREATE TABLE evidence (
	record INTEGER NOT NULL, -- of the table that holds this kind
	nth INTEGER NOT NULL,
	kind TEXT NOT NULL,
	source TEXT NOT NULL REFERENCES articles (id),
	"start" INTEGER NOT NULL, -- bytes of the source's text
	"end" INTEGER NOT NULL,
	text TEXT NOT NULL,
	page_record INTEGER, -- which of the source's records says so, in page_…
	PRIMARY KEY (record, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_source ON evidence (source, "start");

CREATE TABLE page_evidence (
	source TEXT NOT NULL REFERENCES articles (id),
	record INTEGER NOT NULL, -- counted within the page
	nth INTEGER NOT NULL,
	kind TEXT NOT NULL,
	"start" INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (source, record, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE idle_corrections (
	number INTEGER PRIMARY KEY REFERENCES corrections (number) -- that was about nothing
) STRICT;

-- How refs, digests and fingerprints are made: 1.  To be raised with each change of that, for what
-- was made before agrees with nothing then.
CREATE TABLE digests ( -- of all that a merged record says: what has the same one is as it was
	kind TEXT NOT NULL,
	record INTEGER NOT NULL,
	digest INTEGER NOT NULL,
	PRIMARY KEY (kind, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE fingerprints ( -- of the articles' texts, by which it is known who copies whom
	source TEXT PRIMARY KEY REFERENCES articles (id),
	shingles BLOB NOT NULL -- 32-bit numbers, the lowest byte first
) STRICT, WITHOUT ROWID;
