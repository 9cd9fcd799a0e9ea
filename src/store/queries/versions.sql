SELECT title, author, published, text, replaced FROM versions WHERE source = :source ORDER BY version;
