SELECT max(at) FROM changes WHERE source = :source;
