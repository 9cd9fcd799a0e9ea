-- The merged records of one kind: each fact once, whoever tells it.
CREATE TABLE $kinds (
	record INTEGER PRIMARY KEY, -- a number of its own among all kinds, made of its ref
	ref TEXT NOT NULL UNIQUE, -- what the record stays called
	sort_key TEXT NOT NULL, -- the dossier's order, of all kinds
	first_published TEXT, -- of the pages that say so, the first and the last
	last_published TEXT,
	n_sources INTEGER NOT NULL, -- of these pages, those that copy no other
	$definitions
) STRICT;
CREATE INDEX $kinds_by_last_published ON $kinds (last_published);
CREATE INDEX $kinds_by_sort_key ON $kinds (sort_key);
