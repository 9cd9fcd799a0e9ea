-- The merged records that rest on an article.
SELECT record, kind FROM (SELECT DISTINCT record, kind FROM evidence WHERE source = :source)
AS resting
ORDER BY (SELECT sort_key FROM refs WHERE refs.record = resting.record);
