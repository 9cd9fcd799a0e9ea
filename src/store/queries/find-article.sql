-- Is this text of this id here, and where not, which article is an older state of the page:
-- the one of the same URL or, where not both have one, of the same path?
SELECT
	EXISTS (SELECT 1 FROM articles WHERE given_id = :given_id AND sha256 = :sha256),
	coalesce(
		(SELECT id FROM articles WHERE given_id = :given_id AND url = :url LIMIT 1),
		(SELECT id FROM articles WHERE given_id = :given_id AND path IS :path AND url IS NULL LIMIT 1),
		(SELECT id FROM articles WHERE given_id = :given_id AND path IS :path AND :url IS NULL LIMIT 1)
	);
