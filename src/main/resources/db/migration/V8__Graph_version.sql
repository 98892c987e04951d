-- The version of the graph is the sum of all rows, and changes with every commit that writes to the graph. A result is
-- still valid while the version that was read with it is the same; so read the version in the statement, and thus in
-- the snapshot, that reads the data. Entity tags are made of it.
--
-- Each connection counts in a row of its own. So writers never wait for each other, and the sum changes with each
-- commit, in whatever order the transactions wrote. Random increments make it unlikely that a database that is restored
-- from a backup, and written to, reaches a sum that it had before with other data.
CREATE TABLE graph_version (
    pid         integer PRIMARY KEY,
    version     bigint  NOT NULL,
    transaction xid8    NOT NULL
) WITH (fillfactor = 50); -- Leaves room for HOT updates.

CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO graph_version AS mine (pid, version, transaction)
        VALUES (pg_backend_pid(), 1 + floor(random() * (1 << 24)), pg_current_xact_id())
        ON CONFLICT (pid) DO UPDATE
            SET version = mine.version + excluded.version, transaction = excluded.transaction
            -- One increment for each transaction is enough.
            WHERE mine.transaction <> excluded.transaction;
    RETURN NULL;
END $$;

-- Counts the writes to a table from now on. Call it for each table that the graph is read from.
CREATE PROCEDURE count_writes(to_table regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER count_write AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s '
        'FOR EACH STATEMENT EXECUTE FUNCTION count_write()', to_table);
    -- Also for writes with session_replication_role = replica, as logical replication and restores use it.
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER count_write', to_table);
END $$;

CALL count_writes('person');
CALL count_writes('person_name');
CALL count_writes('former_person_key');
CALL count_writes('event');
CALL count_writes('event_participant');
CALL count_writes('event_link');
CALL count_writes('former_event_key');
CALL count_writes('article');
CALL count_writes('article_mention');
CALL count_writes('article_coverage');
CALL count_writes('quote');
CALL count_writes('quote_topic');
CALL count_writes('quote_appearance');
