SELECT * FROM $kinds ORDER BY sort_key;
