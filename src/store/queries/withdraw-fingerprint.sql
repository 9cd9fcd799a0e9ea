DELETE FROM fingerprints WHERE source = :source;
