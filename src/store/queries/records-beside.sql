-- Other records of the kind that rest on one of this one's sentences.
SELECT DISTINCT other.record
FROM evidence own JOIN evidence other
ON other.source = own.source AND other."start" = own."start" AND other.kind = own.kind
JOIN refs ON refs.record = other.record
WHERE own.record = :record AND other.record <> :record
ORDER BY refs.sort_key;
