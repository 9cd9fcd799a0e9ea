INSERT INTO page_$kinds (source, record, $columns) VALUES (:source, :record, $parameters);
