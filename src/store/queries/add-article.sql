INSERT INTO articles (id, given_id, namesake, path, url, outlet, title, author, published,
                      modified, fetched, language, chars, text, sha256)
VALUES (:id, :given_id, :namesake, :path, :url, :outlet, :title, :author, :published,
        :modified, :fetched, :language, :chars, :text, :sha256);
