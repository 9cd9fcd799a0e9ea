DELETE FROM page_$kinds WHERE source = :source;
