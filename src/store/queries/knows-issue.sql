SELECT EXISTS (SELECT 1 FROM positions WHERE issue = :name);
