DELETE FROM articles WHERE id = :source;
