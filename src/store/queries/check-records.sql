SELECT record,
       EXISTS (SELECT 1 FROM evidence AS e WHERE e.record = r.record AND e.kind = :kind),
       *
FROM $kinds AS r;
