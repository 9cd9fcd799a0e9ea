SELECT text, given_id, fetched,
       id, path, url, outlet, title, author, published, modified, language, chars
FROM articles WHERE id = :id;
