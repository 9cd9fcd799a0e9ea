SELECT DISTINCT ref FROM evidence JOIN refs USING (record)
WHERE source = :source AND evidence."start" < :end AND evidence."end" > :start
ORDER BY record;
