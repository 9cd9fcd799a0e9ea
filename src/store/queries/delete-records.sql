DELETE FROM $kinds;
