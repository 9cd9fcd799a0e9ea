INSERT INTO versions (source, version, title, author, published, text, sha256, replaced)
SELECT id, (SELECT count(*) + 1 FROM versions WHERE source = :id), title, author, published,
       text, sha256, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
FROM articles WHERE id = :id;
