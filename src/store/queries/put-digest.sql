INSERT OR REPLACE INTO digests (kind, record, digest) VALUES (:kind, :record, :digest);
