-- Migrations change what queries find without a write to a table: a column of another type, a new body of a function. So
-- they count as a write (see V12).
INSERT INTO graph_version AS mine (pid, version, transaction)
    VALUES (pg_backend_pid(), 1 + floor(random() * (1 << 24)), pg_current_xact_id())
    ON CONFLICT (pid) DO UPDATE SET version = mine.version + excluded.version;
