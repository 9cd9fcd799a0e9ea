INSERT INTO idle_corrections (number) VALUES (:number);
