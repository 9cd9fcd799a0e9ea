SELECT id FROM sources WHERE id NOT IN (SELECT id FROM articles);
