-- What `entente watch` looks at, and when; and the states that articles had before.  Made with
-- kept.sql, and added to dossiers that were made before it was.
PRAGMA user_version = 2;

CREATE TABLE feeds (
	url TEXT PRIMARY KEY,
	etag TEXT, -- of the last answer, as are the next
	last_modified TEXT,
	checked INTEGER, -- when it was last asked; times are seconds since 1970
	hold INTEGER NOT NULL, -- when it may be asked again
	failures INTEGER NOT NULL, -- in a row
	error TEXT -- of the last of them; NULL when it was well
) STRICT, WITHOUT ROWID;

CREATE TABLE robots (
	origin TEXT PRIMARY KEY, -- scheme, host and port
	rules TEXT NOT NULL, -- the robots.txt there, as far as it is read
	until INTEGER NOT NULL -- when it is to be asked for anew
) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
	address TEXT PRIMARY KEY, -- as the feed has it, without what only tracks readers
	feed TEXT NOT NULL,
	item TEXT NOT NULL, -- what the feed calls it
	digest TEXT NOT NULL, -- sha256 of what the feed says of it
	given TEXT, -- what the feed says of it, as JSON, until it is read
	host TEXT NOT NULL, -- "" where the feed has all of it
	given_id TEXT, -- of the article that it became, as is the next; NULL before it is read
	url TEXT,
	etag TEXT,
	last_modified TEXT,
	found INTEGER NOT NULL,
	checked INTEGER,
	due INTEGER, -- when to look at it; NULL: no more
	failures INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visits_by_due ON visits (due) WHERE due IS NOT NULL;
CREATE INDEX visits_by_item ON visits (feed, item);
CREATE INDEX visits_by_url ON visits (url);

CREATE TABLE versions (
	source TEXT NOT NULL REFERENCES articles (id),
	version INTEGER NOT NULL, -- 1 for the first state, and so on
	title TEXT,
	author TEXT,
	published TEXT,
	text TEXT NOT NULL,
	sha256 TEXT NOT NULL, -- of the text
	replaced TEXT NOT NULL, -- when another one was read, ISO 8601 in UTC
	PRIMARY KEY (source, version)
) STRICT, WITHOUT ROWID;
