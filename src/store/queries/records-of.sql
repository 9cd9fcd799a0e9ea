-- The merged records that a source tells of.
SELECT DISTINCT record FROM evidence WHERE source = :source AND kind = :kind;
