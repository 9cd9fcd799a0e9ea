DELETE FROM page_evidence WHERE source = :source;
