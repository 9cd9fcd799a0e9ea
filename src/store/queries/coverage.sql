-- Of each outlet and issue the articles that tell a position on it and copy no other.
WITH told AS (
	SELECT outlet, issue, count(DISTINCT sources.id) AS n
	FROM positions JOIN evidence USING (record) JOIN sources ON sources.id = evidence.source
	WHERE copy_of IS NULL AND issue IS NOT NULL
	GROUP BY outlet, issue
)
SELECT outlet, issue, n FROM told
UNION ALL
SELECT DISTINCT outlet, NULL, 0 FROM sources
WHERE NOT EXISTS (SELECT 1 FROM told WHERE told.outlet IS sources.outlet)
ORDER BY 1, 2;
