INSERT OR REPLACE INTO robots (origin, rules, until) VALUES (:origin, :rules, :until);
