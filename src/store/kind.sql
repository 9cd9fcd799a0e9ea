-- The merged records of one kind: each fact once, whoever tells it.
CREATE TABLE $kinds (
	record INTEGER PRIMARY KEY, -- the dossier's order, counted over all kinds
	$definitions
) STRICT;
