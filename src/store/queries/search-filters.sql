-- Whether a sentence passes, by its number.  (`place` is evidence as its index has it; few of the
-- page's have to be looked up for where they end.)
(:since IS NULL AND :until IS NULL AND :outlet IS NULL OR EXISTS (
	SELECT 1 FROM articles WHERE articles.number = $number >> 20
	AND (:since IS NULL OR substr(published, 1, 10) >= :since)
	AND (:until IS NULL OR substr(published, 1, 10) <= :until)
	AND (:outlet IS NULL OR instr(lower(outlet), lower(:outlet)))
))
AND (:issue IS NULL OR EXISTS (
	SELECT 1 FROM sentences CROSS JOIN evidence AS place
	ON place.source = sentences.source AND place."start" < sentences."end"
	CROSS JOIN positions USING (record)
	WHERE sentences.number = $number AND issue = replace(:issue, ' ', '-') COLLATE NOCASE
	AND (place."start" >= sentences."start" OR EXISTS (
		SELECT 1 FROM evidence WHERE evidence.record = place.record
		AND evidence.nth = place.nth AND evidence."end" > sentences."start"
	))
))
AND (:speaker IS NULL OR EXISTS (
	SELECT 1 FROM sentences CROSS JOIN evidence AS place
	ON place.source = sentences.source AND place."start" < sentences."end"
	CROSS JOIN speakers USING (record)
	WHERE sentences.number = $number AND +speaker IN asked_speakers
	AND (place."start" >= sentences."start" OR EXISTS (
		SELECT 1 FROM evidence WHERE evidence.record = place.record
		AND evidence.nth = place.nth AND evidence."end" > sentences."start"
	))
))
AND (:party IS NULL OR EXISTS (
	SELECT 1 FROM sentences CROSS JOIN evidence AS place
	ON place.source = sentences.source AND place."start" < sentences."end"
	CROSS JOIN sides USING (record)
	WHERE sentences.number = $number AND +side IN asked_sides
	AND (place."start" >= sentences."start" OR EXISTS (
		SELECT 1 FROM evidence WHERE evidence.record = place.record
		AND evidence.nth = place.nth AND evidence."end" > sentences."start"
	))
))
