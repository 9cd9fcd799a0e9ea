-- A text that is not given is the page's record's.
INSERT INTO evidence (record, nth, kind, source, "start", "end", text, page_record)
VALUES (:record, :nth, :kind, :source, :start, :end, coalesce(:text, (
	SELECT text FROM page_evidence AS own
	WHERE own.source = :source AND own.record = :page_record AND own."start" = :start
	AND own."end" = :end
)), nullif(:page_record, 0));
