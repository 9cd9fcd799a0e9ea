SELECT source, "start", "end", text, page_record FROM evidence WHERE record = :record ORDER BY nth LIMIT :most;
