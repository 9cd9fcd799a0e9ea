INSERT INTO corrections (at, author, reason, action, what, undone_at, undone_by, undone_reason)
VALUES (:at, :author, :reason, :action, :what, :undone_at, :undone_by, :undone_reason);
