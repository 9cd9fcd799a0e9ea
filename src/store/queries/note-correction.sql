INSERT INTO changes (at, what, correction)
VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'corrected', :number);
