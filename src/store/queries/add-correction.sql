INSERT INTO corrections (at, author, reason, action, what)
VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), :author, :reason, :action, :what);
