DELETE FROM sides WHERE record = :record;
