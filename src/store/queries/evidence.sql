SELECT source, "start", "end", text FROM evidence WHERE record = :record ORDER BY nth;
