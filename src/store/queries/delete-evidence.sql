-- A record's sentences after the :nth; without it all.
DELETE FROM evidence WHERE record = :record AND nth > coalesce(:nth, 0);
