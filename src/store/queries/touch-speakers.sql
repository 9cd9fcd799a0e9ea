-- What people said whose side is another now, or who are known or no longer known.
INSERT OR IGNORE INTO touched (kind, record)
SELECT digests.kind, speakers.record
FROM (
	SELECT name FROM were
	WHERE NOT EXISTS (SELECT 1 FROM people WHERE people.name = were.name AND people.party IS were.party)
	UNION
	SELECT name FROM touched JOIN people USING (record)
	WHERE kind = 'person'
	AND NOT EXISTS (SELECT 1 FROM were WHERE were.name = people.name AND were.party IS people.party)
) AS changed
CROSS JOIN speakers ON speaker = changed.name
CROSS JOIN digests ON digests.kind IN ('quote', 'assessment') AND digests.record = speakers.record;
