-- The merged records that rest on a source, among others.
DELETE FROM $kinds WHERE record IN (SELECT record FROM evidence WHERE source = :source);
