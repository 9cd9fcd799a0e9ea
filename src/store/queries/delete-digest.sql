DELETE FROM digests WHERE kind = :kind AND record = :record;
