SELECT text FROM page_evidence
WHERE source = :source AND record = :record AND "start" = :start AND "end" = :end;
