-- Other records of the kind that rest on one of this one's sentences.
SELECT record FROM (
	SELECT DISTINCT other.record
	FROM evidence own JOIN evidence other
	ON other.source = own.source AND other."start" = own."start" AND other.kind = own.kind
	WHERE own.record = :record AND other.record <> :record
) AS beside
ORDER BY (SELECT sort_key FROM refs WHERE refs.record = beside.record);
