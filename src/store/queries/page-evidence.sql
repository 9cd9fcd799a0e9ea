-- With their texts where :texts says so.
SELECT record, "start", "end", CASE WHEN :texts THEN text END
FROM page_evidence WHERE source = :source ORDER BY record, nth;
