INSERT INTO $kinds (record, ref, first_published, last_published, n_sources, $columns)
VALUES (:record, :ref, :first_published, :last_published, :n_sources, $parameters);
