-- The sentence with what the words found between two control characters.
SELECT highlight(sentence_index, 0, char(2), char(3)) FROM sentence_index
WHERE sentence_index MATCH :words AND rowid = :number;
