INSERT INTO articles (id, given_id, namesake, path, url, outlet, title, author, published,
                      language, chars, text, sha256)
VALUES (:id, :given_id, :namesake, :path, :url, :outlet, :title, :author, :published,
        :language, :chars, :text, :sha256);
