-- In the order of arrival, with their texts where :texts says so.
SELECT CASE WHEN :texts THEN text END, given_id, fetched,
       id, path, url, outlet, title, author, published, modified, language, chars
FROM articles ORDER BY number;
