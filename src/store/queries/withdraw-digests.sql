DELETE FROM digests WHERE (kind, record) IN (SELECT kind, record FROM evidence WHERE source = :source)
OR (kind = 'source' AND record = (SELECT record FROM sources WHERE id = :source));
