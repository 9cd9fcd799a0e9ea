-- What each page says of a merged record.
SELECT page.*
FROM evidence JOIN page_$kinds AS page
ON page.source = evidence.source AND page.record = evidence.page_record
WHERE evidence.record = :record
GROUP BY page.source, page.record;
