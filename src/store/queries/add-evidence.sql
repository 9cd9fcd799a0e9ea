INSERT INTO evidence (record, nth, kind, source, "start", "end", text)
VALUES (:record, :nth, :kind, :source, :start, :end, :text);
