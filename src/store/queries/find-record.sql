SELECT record FROM $kinds WHERE ref = :ref;
