-- The merged records of a kind without a digest.
SELECT record FROM $kinds AS r
WHERE NOT EXISTS (SELECT 1 FROM digests WHERE kind = :kind AND digests.record = r.record);
