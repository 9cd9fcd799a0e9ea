-- What cannot be made again: the articles as they were read, and what could not be read.
-- The two numbers are checked in open.c; the second is raised by watched.sql.
PRAGMA application_id = 1164866661; -- "Ente"
PRAGMA user_version = 1;

CREATE TABLE articles (
	number INTEGER PRIMARY KEY, -- the order of arrival
	id TEXT NOT NULL UNIQUE, -- what every other table calls this source
	given_id TEXT NOT NULL, -- what the page itself is called
	namesake INTEGER NOT NULL, -- 1 for the first page called so, and so on
	path TEXT,
	url TEXT,
	outlet TEXT,
	title TEXT,
	author TEXT,
	published TEXT, -- ISO 8601 date or date and time
	language TEXT, -- ISO 639-1
	chars INTEGER NOT NULL, -- code points of the text
	text TEXT NOT NULL, -- cleaned; start and end of evidence count its UTF-8 bytes
	sha256 TEXT NOT NULL -- of the text
) STRICT;
CREATE UNIQUE INDEX articles_by_namesake ON articles (given_id, namesake);
CREATE INDEX articles_by_text ON articles (given_id, sha256);
CREATE INDEX articles_by_url ON articles (given_id, url);
CREATE INDEX articles_by_path ON articles (given_id, path, url);

CREATE TABLE problems (
	message TEXT PRIMARY KEY -- names the input and says why it could not be read
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
