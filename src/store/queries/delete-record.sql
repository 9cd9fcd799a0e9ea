DELETE FROM $kinds WHERE record = :record;
