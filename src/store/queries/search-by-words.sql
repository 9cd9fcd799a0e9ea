-- The newest to arrive first, so that no more need be looked at; what few are asked for are
-- found before their words are.  (The pluses keep FTS5 from seeking each of them.)
SELECT rowid AS number, rank FROM sentence_index
WHERE sentence_index MATCH :words
AND (NOT :few_records OR +rowid IN asked_sentences)
AND (NOT :few_articles OR +rowid >> 20 IN asked_articles)
AND $filters
ORDER BY rowid DESC
LIMIT :candidates
