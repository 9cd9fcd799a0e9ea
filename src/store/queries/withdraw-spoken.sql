-- What people said who are withdrawn with a source is to be looked at anew: its side is theirs.
UPDATE digests SET digest = 0
WHERE kind IN ('quote', 'assessment') AND record IN (
	SELECT speakers.record
	FROM evidence JOIN people USING (record) JOIN speakers ON speaker = people.name
	WHERE source = :source AND evidence.kind = 'person'
);
