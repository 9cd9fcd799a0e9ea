INSERT OR REPLACE INTO visits (address, feed, item, digest, given, host, given_id, url, etag,
                               last_modified, found, checked, due, failures)
VALUES (:address, :feed, :item, :digest, :given, :host, :given_id, :url, :etag, :last_modified,
        :found, :checked, :due, :failures);
