$asked
SELECT count(*) FROM (SELECT 1 FROM evidence WHERE record IN asked_records LIMIT :enough);
