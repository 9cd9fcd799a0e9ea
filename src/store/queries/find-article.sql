-- Is this text of this id here, and where not, which article is an older state of the page:
-- the one of the same URL or, where not both have one, of the same path?  Where both have one,
-- the same text elsewhere is another page, and the same text under another title is a change.
SELECT
	EXISTS (
		SELECT 1 FROM articles
		WHERE given_id = :given_id AND sha256 = :sha256
		AND (url IS NULL OR :url IS NULL OR (url = :url AND title IS :title))
	),
	coalesce(
		(SELECT id FROM articles WHERE given_id = :given_id AND url = :url LIMIT 1),
		(SELECT id FROM articles WHERE given_id = :given_id AND path IS :path AND url IS NULL LIMIT 1),
		(SELECT id FROM articles WHERE given_id = :given_id AND path IS :path AND :url IS NULL LIMIT 1)
	);
