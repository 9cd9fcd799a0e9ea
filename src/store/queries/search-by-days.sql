-- Without words and of many records, or of none: sentences of the newest pages.
SELECT told.number AS number, 0 AS rank
FROM asked_sources CROSS JOIN sentences AS told ON told.source = asked_sources.id
WHERE $filters
ORDER BY asked_sources.published DESC, told.number
LIMIT :candidates
