UPDATE digests SET record = :number WHERE kind = :kind AND record = :record;
