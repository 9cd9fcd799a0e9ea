-- What each page says, before pages are merged.
CREATE TABLE page_$kinds (
	source TEXT NOT NULL REFERENCES articles (id),
	record INTEGER NOT NULL, -- the page's order, counted over all kinds
	$definitions,
	PRIMARY KEY (source, record)
) STRICT, WITHOUT ROWID;
