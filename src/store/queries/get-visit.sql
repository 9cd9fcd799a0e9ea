SELECT * FROM visits WHERE address = :address;
