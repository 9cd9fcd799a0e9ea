SELECT 1 FROM $kinds WHERE record = :record;
