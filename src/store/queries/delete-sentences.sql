DELETE FROM sentences WHERE source = :source;
