SELECT text, given_id, fetched, * FROM articles WHERE id = :id;
