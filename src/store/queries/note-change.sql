INSERT INTO changes (at, what, source)
VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), :what, :source);
