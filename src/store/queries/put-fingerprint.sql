INSERT INTO fingerprints (article, shingles) VALUES (:article, :shingles);
