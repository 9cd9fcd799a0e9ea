-- The sentences with what the words found between two control characters.
SELECT number, highlight(sentence_index, 0, char(2), char(3))
FROM (SELECT value AS number FROM json_each(:numbers)) AS asked
CROSS JOIN sentence_index ON sentence_index.rowid = number
WHERE sentence_index MATCH :words;
