-- Who and what is asked for: parameters are NULL where nothing is asked of them.
WITH RECURSIVE asked_sides (side) AS (
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
), asked_records (record) AS ( -- by one of the filters, the narrowest as a rule
	SELECT record FROM positions WHERE issue = replace(:issue, ' ', '-') COLLATE NOCASE
	UNION ALL
	SELECT record FROM speakers WHERE :issue IS NULL AND speaker IN asked_speakers
	UNION ALL
	SELECT record FROM sides
	WHERE :issue IS NULL AND :speaker IS NULL AND side IN asked_sides
), asked_sentences (number) AS ( -- that they rest on
	SELECT sentences.number FROM evidence CROSS JOIN sentences
	ON sentences.source = evidence.source AND sentences."start" >= coalesce((
		SELECT max(first."start") FROM sentences AS first
		WHERE first.source = evidence.source AND first."start" <= evidence."start"
	), 0)
	AND sentences."start" < evidence."end"
	AND (sentences."start" = evidence."start" OR sentences."end" > evidence."start")
	WHERE evidence.record IN asked_records
), asked_sources (id, published) AS (
	SELECT id, last_published FROM sources
	WHERE (:since IS NULL OR substr(last_published, 1, 10) >= :since)
	AND (:until IS NULL OR substr(last_published, 1, 10) <= :until)
	AND (:outlet IS NULL OR instr(lower(outlet), lower(:outlet)))
), asked_articles (number) AS (
	SELECT articles.number FROM asked_sources CROSS JOIN articles USING (id)
)
