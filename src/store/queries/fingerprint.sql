SELECT shingles FROM articles JOIN fingerprints ON article = number WHERE id = :source;
