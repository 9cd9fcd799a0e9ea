INSERT INTO evidence (record, nth, kind, source, "start", "end", text, page_record)
VALUES (:record, :nth, :kind, :source, :start, :end, :text, nullif(:page_record, 0));
