SELECT id FROM articles
WHERE given_id = :given_id AND sha256 = :sha256
AND (url IS NULL OR :url IS NULL OR (url = :url AND title IS :title))
ORDER BY number LIMIT 1;
