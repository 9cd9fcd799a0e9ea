DELETE FROM fingerprints WHERE article = (SELECT number FROM articles WHERE id = :source);
