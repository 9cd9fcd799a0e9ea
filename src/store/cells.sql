-- What grids and differences are looked up by; after the tables that kind.sql makes.
CREATE INDEX positions_by_cell ON positions (party, issue, date DESC, n_sources DESC, sort_key);
CREATE INDEX positions_by_issue ON positions (issue, party, date DESC, record);
CREATE INDEX sources_by_id ON sources (id);
