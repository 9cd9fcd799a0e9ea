INSERT OR REPLACE INTO $kinds (record, ref, sort_key, first_published, last_published, n_sources, $columns)
VALUES (:record, :ref, :sort_key, :first_published, :last_published, :n_sources, $parameters);
