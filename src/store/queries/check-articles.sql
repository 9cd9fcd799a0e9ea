SELECT id, text, sha256, chars, * FROM articles ORDER BY number;
