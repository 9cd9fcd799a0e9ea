-- Of the records that were touched; a draft may be by several.
INSERT INTO sides
SELECT DISTINCT record, side FROM (
	SELECT touched.record, party AS side FROM touched JOIN positions USING (record) WHERE kind = 'position'
	UNION ALL SELECT touched.record, name FROM touched JOIN parties USING (record) WHERE touched.kind = 'party'
	UNION ALL SELECT touched.record, party FROM touched JOIN people USING (record) WHERE kind = 'person'
	UNION ALL SELECT touched.record, value FROM touched JOIN meetings USING (record), json_each(meetings.parties)
	WHERE kind = 'meeting'
	UNION ALL SELECT touched.record, value FROM touched JOIN drafts USING (record), json_each(
		CASE WHEN "by" GLOB '*[' || char(1) || '-' || char(31) || ']*' THEN '[]'
		ELSE '["' || replace(replace(replace("by", '\', '\\'), '"', '\"'), ', ', '","') || '"]' END
	)
	WHERE kind = 'draft'
	UNION ALL SELECT touched.record, "by" FROM touched JOIN claims USING (record) WHERE kind = 'claim'
	UNION ALL SELECT touched.record, value FROM touched JOIN claims USING (record), json_each(claims.disputed_by)
	WHERE kind = 'claim'
	UNION ALL SELECT touched.record, "by" FROM touched JOIN assessments USING (record) WHERE kind = 'assessment'
	UNION ALL SELECT touched.record, people.party FROM touched JOIN quotes ON quotes.record = touched.record
	JOIN people ON people.name = speaker WHERE kind = 'quote'
	UNION ALL SELECT touched.record, people.party FROM touched JOIN assessments USING (record)
	JOIN people ON people.name = "by" WHERE kind = 'assessment'
)
WHERE side IS NOT NULL;
