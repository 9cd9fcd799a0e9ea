-- Without words, the sentences of few records.
SELECT number, 0 AS rank FROM (SELECT DISTINCT number FROM asked_sentences) AS asked
WHERE $filters
ORDER BY (SELECT published FROM articles WHERE articles.number = asked.number >> 20) DESC, number
LIMIT :candidates
