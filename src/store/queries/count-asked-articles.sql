$asked
SELECT count(*) FROM (SELECT 1 FROM asked_sources LIMIT :enough);
