-- The digests of a kind without their records.
SELECT record FROM digests
WHERE kind = :kind AND NOT EXISTS (SELECT 1 FROM $kinds AS r WHERE r.record = digests.record);
