INSERT INTO versions (source, version, title, author, published, text, sha256, replaced)
VALUES (:source, :version, :title, :author, :published, :text, :sha256, :replaced);
