SELECT "end" FROM sentences WHERE source = :source AND "start" >= :end ORDER BY "start";
