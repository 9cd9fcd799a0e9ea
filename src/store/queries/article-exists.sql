SELECT 1 FROM articles WHERE id = :id;
