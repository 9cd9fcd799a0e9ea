DELETE FROM speakers WHERE record IN (SELECT record FROM touched);
