INSERT INTO sentences (number, source, "start", "end")
SELECT (number << 20) + :nth, id, :start, :end FROM articles WHERE id = :source;
