UPDATE corrections
SET undone_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), undone_by = :author, undone_reason = :reason
WHERE number = :number AND undone_at IS NULL;
