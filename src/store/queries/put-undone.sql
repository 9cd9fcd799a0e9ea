UPDATE corrections
SET undone_at = :undone_at, undone_by = :undone_by, undone_reason = :undone_reason
WHERE number = :number;
