-- Without words and of many records, or of none: sentences of the newest pages.  A page is asked
-- as a whole before its sentences are.
SELECT told.number AS number, 0 AS rank
FROM asked_sources CROSS JOIN sentences AS told ON told.source = asked_sources.id
AND (:issue IS NULL OR EXISTS (
	SELECT 1 FROM evidence CROSS JOIN positions USING (record)
	WHERE evidence.source = asked_sources.id AND issue = replace(:issue, ' ', '-') COLLATE NOCASE
))
AND (:speaker IS NULL OR EXISTS (
	SELECT 1 FROM evidence CROSS JOIN speakers USING (record)
	WHERE evidence.source = asked_sources.id AND +speaker IN asked_speakers
))
AND (:party IS NULL OR EXISTS (
	SELECT 1 FROM evidence CROSS JOIN sides USING (record)
	WHERE evidence.source = asked_sources.id AND +side IN asked_sides
))
WHERE $filters
ORDER BY asked_sources.published DESC, told.number
LIMIT :candidates
