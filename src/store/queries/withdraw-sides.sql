DELETE FROM sides WHERE record IN (SELECT record FROM evidence WHERE source = :source);
