INSERT INTO page_evidence (source, record, nth, kind, "start", "end", text)
VALUES (:source, :record, :nth, :kind, :start, :end, :text);
