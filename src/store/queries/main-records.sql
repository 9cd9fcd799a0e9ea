-- Those that most independent sources tell, the latest told of equals, in the order of all.
SELECT * FROM (
	SELECT * FROM $kinds ORDER BY n_sources DESC, last_published DESC, sort_key LIMIT :most
)
ORDER BY sort_key;
