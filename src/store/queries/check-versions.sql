SELECT source, version, text, sha256 FROM versions;
