-- The next article without a fingerprint.
SELECT number, id, text FROM articles
WHERE number > :number AND NOT EXISTS (SELECT 1 FROM fingerprints WHERE source = articles.id)
ORDER BY number LIMIT 1;
