-- A page that the desk removed is not looked at again.
UPDATE visits SET due = NULL, given = NULL
WHERE given_id = (SELECT given_id FROM articles WHERE id = :source)
AND url IS (SELECT url FROM articles WHERE id = :source);
