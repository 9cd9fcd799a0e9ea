UPDATE articles
SET path = :path, url = :url, outlet = :outlet, title = :title, author = :author,
    published = :published, modified = :modified, fetched = :fetched, language = :language,
    chars = :chars, text = :text, sha256 = :sha256
WHERE id = :id;
