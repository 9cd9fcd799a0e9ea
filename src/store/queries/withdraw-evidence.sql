DELETE FROM evidence WHERE record IN (SELECT record FROM evidence WHERE source = :source);
