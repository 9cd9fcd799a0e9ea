-- Whatever is defined, and how, but for the spelling.
SELECT
	type || ' ' || name,
	CASE type
		WHEN 'table' THEN (SELECT group_concat(format('%s %s %d %d', name, type, "notnull", pk)) FROM pragma_table_xinfo(object.name))
		WHEN 'index' THEN (SELECT group_concat(name) FROM pragma_index_info(object.name))
		ELSE sql
	END
FROM sqlite_schema AS object
WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\';
