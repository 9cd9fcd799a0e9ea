SELECT DISTINCT ref
FROM evidence JOIN refs USING (record)
WHERE source = :source AND "start" < :end AND "end" > :start
ORDER BY sort_key;
