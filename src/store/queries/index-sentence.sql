INSERT INTO sentence_index (rowid, text) VALUES (:number, :text);
