SELECT source, "start", "end", text, record
FROM page_evidence
WHERE source = :source AND record = :record
ORDER BY nth;
