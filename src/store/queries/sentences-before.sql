SELECT "start" FROM sentences WHERE source = :source AND "start" < :start ORDER BY "start" DESC;
