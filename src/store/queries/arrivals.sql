SELECT id, number FROM articles;
