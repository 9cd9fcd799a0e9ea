-- Full text over the sentences: their words are indexed, their text stays in the articles.
CREATE TABLE sentences (
	number INTEGER PRIMARY KEY, -- the article's, and counted within it
	source TEXT NOT NULL REFERENCES articles (id),
	"start" INTEGER NOT NULL, -- bytes of the source's text
	"end" INTEGER NOT NULL
) STRICT;
CREATE INDEX sentences_by_source ON sentences (source, "start");
CREATE VIEW sentence_texts AS
SELECT sentences.number, source, "start", "end",
       CAST(substr(CAST(articles.text AS BLOB), "start" + 1, "end" - "start") AS TEXT) AS text
FROM sentences JOIN articles ON articles.id = source;
CREATE VIRTUAL TABLE sentence_index USING fts5 (
	text, content = 'sentence_texts', content_rowid = 'number',
	tokenize = 'porter unicode61 remove_diacritics 2'
);
-- Which side is behind a merged record, and which person (put-sides.sql, put-speakers.sql).
CREATE TABLE sides (
	record INTEGER NOT NULL,
	side TEXT NOT NULL,
	PRIMARY KEY (record, side)
) STRICT, WITHOUT ROWID;
CREATE INDEX sides_by_side ON sides (side);
CREATE TABLE speakers (
	record INTEGER NOT NULL,
	speaker TEXT NOT NULL,
	PRIMARY KEY (record, speaker)
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_by_speaker ON speakers (speaker);
CREATE VIEW refs AS
SELECT record, ref, sort_key FROM people
UNION ALL SELECT record, ref, sort_key FROM parties
UNION ALL SELECT record, ref, sort_key FROM meetings
UNION ALL SELECT record, ref, sort_key FROM positions
UNION ALL SELECT record, ref, sort_key FROM drafts
UNION ALL SELECT record, ref, sort_key FROM quotes
UNION ALL SELECT record, ref, sort_key FROM claims
UNION ALL SELECT record, ref, sort_key FROM assessments
UNION ALL SELECT record, ref, sort_key FROM discrepancies;
CREATE INDEX people_by_name ON people (name);
