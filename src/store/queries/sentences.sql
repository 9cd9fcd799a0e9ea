-- All sentences taken from one article.
SELECT source, record, nth, "start", "end", text, kind, 'page_evidence'
FROM page_evidence WHERE source = :source
UNION ALL
SELECT source, record, nth, "start", "end", text, kind, 'evidence'
FROM evidence WHERE source = :source;
