-- For each party and issue the latest position and, where another stance was held before it, the
-- latest of those.  Of one day, what most independent sources tell comes first.
WITH cells AS (
	SELECT DISTINCT party, issue FROM positions WHERE party IS NOT NULL AND issue IS NOT NULL
), latest AS (
	SELECT (
		SELECT record FROM positions AS held
		WHERE held.party = cells.party AND held.issue = cells.issue
		ORDER BY date DESC, n_sources DESC, sort_key LIMIT 1
	) AS record
	FROM cells
)
SELECT positions.record, (
	SELECT record FROM positions AS held
	WHERE held.party = positions.party AND held.issue = positions.issue
	AND held.stance <> positions.stance AND held.date < positions.date
	ORDER BY date DESC, n_sources DESC, sort_key LIMIT 1
)
FROM latest JOIN positions USING (record)
ORDER BY positions.party, positions.issue;
