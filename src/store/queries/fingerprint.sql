SELECT shingles FROM fingerprints WHERE source = :source;
