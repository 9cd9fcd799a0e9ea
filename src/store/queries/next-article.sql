SELECT number, fetched, text, * FROM articles WHERE number > :number ORDER BY number LIMIT 1;
