SELECT etag, last_modified, checked, hold, failures, error FROM feeds WHERE url = :url;
