-- The next article without a fingerprint.
SELECT number, text FROM articles
WHERE number > :number AND NOT EXISTS (SELECT 1 FROM fingerprints WHERE article = articles.number)
ORDER BY number LIMIT 1;
