SELECT 1 FROM page_$kinds WHERE source = :source AND record = :record;
