-- From the merged records.
INSERT INTO speakers
SELECT DISTINCT record, speaker FROM (
	SELECT record, speaker FROM quotes
	UNION ALL SELECT record, speaker FROM positions
	UNION ALL SELECT record, "by" FROM assessments
)
WHERE speaker IS NOT NULL;
