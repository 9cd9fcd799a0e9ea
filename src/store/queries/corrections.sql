SELECT number, at, author, reason, action, what, undone_at, undone_by, undone_reason,
       number NOT IN (SELECT number FROM idle_corrections)
FROM corrections ORDER BY at, number; -- those of a dossier merged with this one may be older than own ones
