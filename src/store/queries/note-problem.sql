INSERT INTO problems (message) VALUES (:message) ON CONFLICT DO NOTHING;
