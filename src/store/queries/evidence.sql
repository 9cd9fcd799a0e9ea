SELECT source, "start", "end", evidence.text, published
FROM evidence JOIN articles ON articles.id = source
WHERE record = :record
ORDER BY nth;
