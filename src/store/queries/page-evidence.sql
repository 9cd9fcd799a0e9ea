SELECT record, "start", "end", text FROM page_evidence WHERE source = :source ORDER BY record, nth;
