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
-- Which side is behind a record, and which person.
CREATE VIEW sides AS
SELECT record, party AS side FROM positions
UNION ALL SELECT record, name FROM parties
UNION ALL SELECT record, party FROM people
UNION ALL SELECT record, value FROM meetings, json_each(meetings.parties)
UNION ALL SELECT record, value FROM drafts, json_each( -- a view may not call json_array()
	CASE WHEN "by" GLOB '*[' || char(1) || '-' || char(31) || ']*' THEN '[]'
	ELSE '["' || replace(replace(replace("by", '\', '\\'), '"', '\"'), ', ', '","') || '"]' END
)
UNION ALL SELECT record, "by" FROM claims
UNION ALL SELECT record, value FROM claims, json_each(claims.disputed_by)
UNION ALL SELECT record, "by" FROM assessments
UNION ALL SELECT quotes.record, people.party FROM quotes JOIN people ON people.name = speaker
UNION ALL SELECT assessments.record, people.party FROM assessments JOIN people ON people.name = "by";
CREATE VIEW speakers AS
SELECT record, speaker FROM quotes
UNION ALL SELECT record, speaker FROM positions
UNION ALL SELECT record, "by" FROM assessments;
CREATE VIEW refs AS
SELECT record, ref FROM people
UNION ALL SELECT record, ref FROM parties
UNION ALL SELECT record, ref FROM meetings
UNION ALL SELECT record, ref FROM positions
UNION ALL SELECT record, ref FROM drafts
UNION ALL SELECT record, ref FROM quotes
UNION ALL SELECT record, ref FROM claims
UNION ALL SELECT record, ref FROM assessments
UNION ALL SELECT record, ref FROM discrepancies;
CREATE INDEX people_by_name ON people (name);
