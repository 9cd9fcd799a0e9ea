-- Of the records that were touched.
INSERT INTO speakers
SELECT DISTINCT record, speaker FROM (
	SELECT touched.record, speaker FROM touched JOIN quotes USING (record) WHERE kind = 'quote'
	UNION ALL SELECT touched.record, speaker FROM touched JOIN positions USING (record) WHERE kind = 'position'
	UNION ALL SELECT touched.record, "by" FROM touched JOIN assessments USING (record) WHERE kind = 'assessment'
)
WHERE speaker IS NOT NULL;
