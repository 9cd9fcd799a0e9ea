DELETE FROM versions WHERE source = :source;
