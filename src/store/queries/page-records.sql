SELECT * FROM page_$kinds WHERE source = :source ORDER BY record;
