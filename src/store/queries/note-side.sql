INSERT INTO were SELECT name, party FROM people WHERE record = :record;
