SELECT EXISTS (
	SELECT 1 FROM $kinds
	WHERE name = :name OR EXISTS (SELECT 1 FROM json_each(aliases) WHERE value = :name)
);
