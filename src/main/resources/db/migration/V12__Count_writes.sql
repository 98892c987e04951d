-- The graph's version, the sum of all rows, changes with every commit that writes to the graph: what was read with it is
-- still true while it is the same. Read it in the same statement as the data, so in the same snapshot.
--
-- Each connection counts in a row of its own, so writers never wait for each other's counting, and two commits show in
-- the sum one by one, whatever the order in which they wrote. Random steps make it unlikely that a database restored from
-- a backup, and written to since, comes to a sum that was there before for other data.
CREATE TABLE graph_version (
    pid         integer PRIMARY KEY,
    version     bigint  NOT NULL,
    transaction xid8    NOT NULL
) WITH (fillfactor = 50);

CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO graph_version AS mine (pid, version, transaction)
        VALUES (pg_backend_pid(), 1 + floor(random() * (1 << 24)), pg_current_xact_id())
        ON CONFLICT (pid) DO UPDATE
            SET version = mine.version + excluded.version, transaction = excluded.transaction
            -- Once for each transaction is enough.
            WHERE mine.transaction <> excluded.transaction;
    RETURN NULL;
END $$;

-- Counts the writes to a table from now on. Every table that the graph is read from needs it.
CREATE PROCEDURE count_writes(to_table regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER count_write AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s '
        'FOR EACH STATEMENT EXECUTE FUNCTION count_write()', to_table);
    -- Also what replication and restores write with triggers switched off.
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER count_write', to_table);
END $$;

CALL count_writes('person');
CALL count_writes('person_name');
CALL count_writes('event');
CALL count_writes('event_participant');
CALL count_writes('event_link');
CALL count_writes('article');
CALL count_writes('article_mention');
CALL count_writes('article_coverage');
CALL count_writes('quote');
CALL count_writes('quote_topic');
CALL count_writes('quote_appearance');
