SELECT source, "start", "end", text
FROM page_evidence
WHERE source = :source AND record = :record
ORDER BY nth;
