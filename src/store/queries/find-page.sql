-- Whether a page was read that another address leads to.
SELECT * FROM visits WHERE url = :url AND address <> :address LIMIT 1;
