UPDATE evidence SET record = :number WHERE record = :record;
