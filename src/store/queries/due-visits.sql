-- What is due, the longest first: one page of each host, since hosts are asked one at a time.
SELECT *, min(due) FROM visits WHERE due <= :now GROUP BY host ORDER BY min(due) LIMIT :most;
