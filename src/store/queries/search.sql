-- :words in FTS5's syntax, or NULL for every sentence; the other parameters NULL where nothing is
-- asked of them.  Of those that pass, the :candidates that fit the words best are enough to choose
-- the newest of equals from; they come in that order, so that no more are looked at.
WITH RECURSIVE asked (side) AS (
	SELECT name FROM parties
	WHERE name = :party COLLATE NOCASE
	OR EXISTS (SELECT 1 FROM json_each(aliases) WHERE value = :party COLLATE NOCASE)
), names (speaker) AS ( -- each once, by the index
	SELECT min(speaker) FROM speakers WHERE :speaker IS NOT NULL
	UNION ALL
	SELECT (SELECT min(speaker) FROM speakers WHERE speaker > names.speaker) FROM names
	WHERE speaker IS NOT NULL
), asked_speakers (speaker) AS MATERIALIZED (
	SELECT speaker FROM names WHERE instr(lower(speaker), lower(:speaker))
)
SELECT * FROM (
SELECT hits.number, sentences.source, sentences."start", sentences."end",
       outlet, title, published, url, rank
FROM (
	SELECT * FROM (
		SELECT rowid AS number, rank FROM sentence_index
		WHERE :words IS NOT NULL AND sentence_index MATCH coalesce(:words, '""')
		ORDER BY rank
	)
	UNION ALL
	-- without words, the sentences of the records that are asked for or, failing that, all
	SELECT DISTINCT sentences.number, 0
	FROM evidence CROSS JOIN sentences ON sentences.source = evidence.source
	AND sentences."start" < evidence."end" AND sentences."end" > evidence."start"
	WHERE :words IS NULL AND evidence.record IN (
		SELECT record FROM positions WHERE issue = replace(:issue, ' ', '-') COLLATE NOCASE
		UNION ALL
		SELECT record FROM speakers
		WHERE :issue IS NULL AND speaker IN asked_speakers
		UNION ALL
		SELECT record FROM sides
		WHERE :issue IS NULL AND :speaker IS NULL AND side IN asked
	)
	UNION ALL
	SELECT number, 0 FROM sentences
	WHERE :words IS NULL AND :issue IS NULL AND :speaker IS NULL AND :party IS NULL
) AS hits
CROSS JOIN sentences USING (number)
LEFT JOIN articles ON articles.id = sentences.source
WHERE (:since IS NULL OR substr(published, 1, 10) >= :since)
AND (:until IS NULL OR substr(published, 1, 10) <= :until)
AND (:outlet IS NULL OR instr(lower(outlet), lower(:outlet)))
AND (:issue IS NULL OR EXISTS (
	SELECT 1 FROM evidence JOIN positions USING (record)
	WHERE evidence.source = sentences.source
	AND evidence."start" < sentences."end" AND evidence."end" > sentences."start"
	AND issue = replace(:issue, ' ', '-') COLLATE NOCASE
))
AND (:speaker IS NULL OR EXISTS (
	SELECT 1 FROM evidence
	WHERE evidence.source = sentences.source
	AND evidence."start" < sentences."end" AND evidence."end" > sentences."start"
	AND EXISTS (
		SELECT 1 FROM speakers
		WHERE speakers.record = evidence.record AND +speaker IN asked_speakers
	)
))
AND (:party IS NULL OR EXISTS (
	SELECT 1 FROM evidence
	WHERE evidence.source = sentences.source
	AND evidence."start" < sentences."end" AND evidence."end" > sentences."start"
	AND EXISTS (
		SELECT 1 FROM sides
		WHERE sides.record = evidence.record AND +side IN asked
	)
))
LIMIT :candidates
)
ORDER BY rank, published DESC, number
LIMIT :most;
