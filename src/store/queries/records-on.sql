-- The merged records that rest on an article.
SELECT DISTINCT record, kind FROM evidence WHERE source = :source ORDER BY record;
