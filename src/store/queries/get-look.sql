SELECT number FROM looks WHERE reader = :reader;
