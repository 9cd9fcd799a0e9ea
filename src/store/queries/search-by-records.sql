-- Without words, the sentences of few records; in order before more is asked of them.
SELECT number, 0 AS rank FROM (
	SELECT number FROM (SELECT DISTINCT number FROM asked_sentences) AS told
	ORDER BY (SELECT published FROM articles WHERE articles.number = told.number >> 20) DESC, number
	LIMIT -1
) AS asked
WHERE $filters
LIMIT :candidates
