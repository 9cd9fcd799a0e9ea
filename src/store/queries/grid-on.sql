-- The positions held on a day, by the pages of that day and before and by what they say of when
-- it was said; of each party and issue the latest first.  A page without a date is known on no
-- day.
SELECT record, party, issue, stance, CASE
	WHEN last_published < :after THEN date
	ELSE (
		SELECT max(coalesce(page.date, pages.last_published))
		FROM evidence JOIN sources AS pages ON pages.id = evidence.source
		LEFT JOIN page_positions AS page
		ON page.source = evidence.source AND page.record = evidence.page_record
		WHERE evidence.record = positions.record AND pages.last_published < :after
	) END AS told
FROM positions
WHERE first_published < :after AND party IS NOT NULL AND issue IS NOT NULL
ORDER BY party, issue, told DESC, n_sources DESC, sort_key;
