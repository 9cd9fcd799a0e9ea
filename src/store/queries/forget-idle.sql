DELETE FROM idle_corrections;
