SELECT text, * FROM articles ORDER BY number;
