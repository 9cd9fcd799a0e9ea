INSERT INTO fingerprints (source, shingles) VALUES (:source, :shingles);
