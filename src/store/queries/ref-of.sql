SELECT ref FROM $kinds WHERE record = :record;
