SELECT coalesce(max(namesake), 0) + 1 FROM articles WHERE given_id = :given_id;
