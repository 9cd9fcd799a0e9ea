SELECT text, given_id, fetched, * FROM articles ORDER BY number;
