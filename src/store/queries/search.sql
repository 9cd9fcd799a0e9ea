-- The hits are numbers of sentences, each with a rank (the less, the better the words fit).  Of
-- them the :fitting that fit best are enough to choose the newest of equals from.
$asked
SELECT hits.number, sentences.source, sentences."start", sentences."end",
       outlet, title, published, url
FROM (SELECT number, rank FROM ($hits) ORDER BY rank LIMIT :fitting) AS hits
CROSS JOIN sentences USING (number)
LEFT JOIN articles ON articles.number = sentences.number >> 20
ORDER BY rank, published DESC, hits.number
LIMIT :most;
