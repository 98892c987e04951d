-- At every start: the counts of connections that are gone (see V12) go into the row of this one, so that the table stays
-- as small as there are connections. The sum stays what it is.
WITH gone AS (
    DELETE FROM graph_version WHERE pid IN (
        SELECT pid FROM graph_version
        WHERE pid <> pg_backend_pid() AND pid NOT IN (SELECT pid FROM pg_stat_activity)
        FOR UPDATE SKIP LOCKED)
    RETURNING version)
INSERT INTO graph_version AS mine (pid, version, transaction)
    SELECT pg_backend_pid(), sum(version), pg_current_xact_id() FROM gone HAVING count(*) > 0
    ON CONFLICT (pid) DO UPDATE SET version = mine.version + excluded.version;
