-- Runs after each successful migrate command, so at each start of the service. Adds the counts of connections that no
-- longer exist to the count of this connection (see V8__Graph_version.sql), so that the table has only as many rows as
-- there are connections. The sum stays the same.
WITH gone AS (
    DELETE FROM graph_version WHERE pid IN (
        SELECT pid FROM graph_version
        WHERE pid <> pg_backend_pid() AND pid NOT IN (SELECT pid FROM pg_stat_activity)
        FOR UPDATE SKIP LOCKED)
    RETURNING version)
INSERT INTO graph_version AS mine (pid, version, transaction)
    SELECT pg_backend_pid(), sum(version), pg_current_xact_id() FROM gone HAVING count(*) > 0
    ON CONFLICT (pid) DO UPDATE SET version = mine.version + excluded.version;

-- Roles can be newer than the last call.
CALL grant_privileges();
