DELETE FROM sides WHERE record IN (SELECT record FROM touched);
