-- The same of the same feed under another address.
SELECT * FROM visits WHERE feed = :feed AND item = :item AND digest = :digest LIMIT 1;
