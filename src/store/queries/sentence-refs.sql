SELECT DISTINCT (SELECT ref FROM refs WHERE refs.record = evidence.record)
FROM evidence
WHERE source = :source AND "start" < :end AND "end" > :start
ORDER BY record;
