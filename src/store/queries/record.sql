SELECT * FROM $kinds WHERE record = :record;
