INSERT INTO sentence_index (sentence_index, rowid, text)
SELECT 'delete', number, text FROM sentence_texts WHERE source = :source;
