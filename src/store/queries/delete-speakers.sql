DELETE FROM speakers;
