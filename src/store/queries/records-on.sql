-- The merged records that rest on an article.
SELECT DISTINCT evidence.record, kind
FROM evidence JOIN refs USING (record)
WHERE source = :source ORDER BY sort_key;
