SELECT * FROM $kinds ORDER BY record;
