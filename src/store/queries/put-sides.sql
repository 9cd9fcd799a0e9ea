-- From the merged records; a draft may be by several.
INSERT INTO sides
SELECT DISTINCT record, side FROM (
	SELECT record, party AS side FROM positions
	UNION ALL SELECT record, name FROM parties
	UNION ALL SELECT record, party FROM people
	UNION ALL SELECT record, value FROM meetings, json_each(meetings.parties)
	UNION ALL SELECT record, value FROM drafts, json_each(
		CASE WHEN "by" GLOB '*[' || char(1) || '-' || char(31) || ']*' THEN '[]'
		ELSE '["' || replace(replace(replace("by", '\', '\\'), '"', '\"'), ', ', '","') || '"]' END
	)
	UNION ALL SELECT record, "by" FROM claims
	UNION ALL SELECT record, value FROM claims, json_each(claims.disputed_by)
	UNION ALL SELECT record, "by" FROM assessments
	UNION ALL SELECT quotes.record, people.party FROM quotes JOIN people ON people.name = speaker
	UNION ALL SELECT assessments.record, people.party FROM assessments JOIN people ON people.name = "by"
)
WHERE side IS NOT NULL;
