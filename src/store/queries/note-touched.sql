INSERT OR IGNORE INTO touched (kind, record) VALUES (:kind, :record);
