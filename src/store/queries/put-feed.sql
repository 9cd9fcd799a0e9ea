INSERT OR REPLACE INTO feeds (url, etag, last_modified, checked, hold, failures, error)
VALUES (:url, :etag, :last_modified, :checked, :hold, :failures, :error);
