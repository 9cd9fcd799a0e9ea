INSERT INTO $kinds (record, $columns) VALUES (:record, $parameters);
