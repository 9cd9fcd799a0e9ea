-- For each foreign key the statement that finds the rows whose other end is missing, by what
-- names them: their primary key.
SELECT
	child.name,
	key."table",
	format(
		'SELECT %s FROM "%w" AS child WHERE %s AND NOT EXISTS (SELECT 1 FROM "%w" AS parent WHERE %s)',
		coalesce(
			(SELECT group_concat(format('"%w"', name)) FROM (SELECT name FROM pragma_table_info(child.name) WHERE pk ORDER BY pk)),
			'rowid'
		),
		child.name,
		group_concat(format('child."%w" IS NOT NULL', key."from"), ' AND '),
		key."table",
		group_concat(
			format(
				'parent."%w" = child."%w"',
				coalesce(key."to", (SELECT name FROM pragma_table_info(key."table") WHERE pk = key.seq + 1)),
				key."from"
			),
			' AND '
		)
	)
FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) AS key
WHERE child.type = 'table'
GROUP BY child.name, key.id
ORDER BY child.name, key.id;
