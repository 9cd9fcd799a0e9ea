SELECT number, text FROM sentence_texts
WHERE number IN (SELECT value FROM json_each(:numbers));
