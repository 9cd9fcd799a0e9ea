SELECT rules, until FROM robots WHERE origin = :origin AND until > :now;
