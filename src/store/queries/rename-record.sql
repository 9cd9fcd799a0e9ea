UPDATE $kinds SET record = :number, ref = :ref WHERE record = :record;
