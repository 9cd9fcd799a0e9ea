INSERT OR REPLACE INTO looks (reader, at, number)
VALUES (:reader, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), :number);
