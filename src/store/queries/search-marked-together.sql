-- The same, where it takes long to find out which words are meant.
SELECT rowid, highlight(sentence_index, 0, char(2), char(3)) FROM sentence_index
WHERE sentence_index MATCH :words AND +rowid IN (SELECT value FROM json_each(:numbers));
