-- Runs after a migrate command that applied a migration. A migration can change the results of queries without a write
-- to a table: by a column of another type, or a new body of a function. So it counts as a write.
INSERT INTO graph_version AS mine (pid, version, transaction)
    VALUES (pg_backend_pid(), 1 + floor(random() * (1 << 24)), pg_current_xact_id())
    ON CONFLICT (pid) DO UPDATE SET version = mine.version + excluded.version;
