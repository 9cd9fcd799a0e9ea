SELECT count(*) FROM visits WHERE feed = :feed AND given IS NOT NULL;
