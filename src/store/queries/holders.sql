-- The parties that ever spoke on an issue.
SELECT DISTINCT party FROM positions WHERE issue = :issue AND party IS NOT NULL ORDER BY party;
