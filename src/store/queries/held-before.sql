-- The latest positions of a party on an issue that had been told before a day; NULL: all.
SELECT record FROM positions
WHERE party = :party AND issue = :issue AND (:since IS NULL OR first_published < :since)
ORDER BY date DESC, n_sources DESC, sort_key LIMIT :most;
