-- Whatever is not made by kept.sql, watched.sql and desk.sql.
SELECT iif(type = 'view', 'VIEW', 'TABLE'), name
FROM pragma_table_list
WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
AND name NOT IN ('articles', 'problems', 'settings', 'feeds', 'robots', 'visits', 'versions', 'changes',
                 'looks', 'corrections')
ORDER BY type = 'table', name;
