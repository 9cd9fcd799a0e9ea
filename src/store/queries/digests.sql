SELECT record, digest FROM digests WHERE kind = :kind;
