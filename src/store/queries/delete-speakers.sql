DELETE FROM speakers WHERE record = :record;
