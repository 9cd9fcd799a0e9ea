-- Records that stay and are called as one that goes with a source are to be looked at anew: the
-- number in their ref may be another then.
UPDATE digests SET digest = 0
WHERE kind = :kind AND record IN (
	SELECT stays.record
	FROM (
		SELECT DISTINCT substr(ref, 1, 10) AS plain FROM $kinds
		WHERE record IN (SELECT record FROM evidence WHERE source = :source)
	) AS gone
	JOIN $kinds AS stays ON stays.ref > gone.plain || '-' AND stays.ref < gone.plain || '.'
);
