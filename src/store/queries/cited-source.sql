SELECT * FROM sources WHERE id = :id;
