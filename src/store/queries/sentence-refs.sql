SELECT (SELECT ref FROM refs WHERE refs.record = resting.record) FROM (
	SELECT DISTINCT record FROM evidence
	WHERE source = :source AND "start" < :end AND "end" > :start
) AS resting
ORDER BY (SELECT sort_key FROM refs WHERE refs.record = resting.record);
