-- The records of a kind of which the ref is :ref or that and a number.
SELECT record, ref, sort_key FROM $kinds WHERE ref = :ref OR (ref > :ref || '-' AND ref < :ref || '.');
