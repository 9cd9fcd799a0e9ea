SELECT count(*) FROM $kinds;
