-- The sources published in a span of days or, where a change is numbered, come or changed since.
SELECT id FROM sources
WHERE :seen IS NULL AND last_published >= :since AND last_published < :after
UNION
SELECT changes.source FROM changes JOIN sources ON sources.id = changes.source
WHERE number > :seen
ORDER BY 1;
