SELECT data_version FROM pragma_data_version;
