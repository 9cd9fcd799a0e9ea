DELETE FROM speakers WHERE record IN (SELECT record FROM evidence WHERE source = :source);
