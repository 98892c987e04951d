-- Procedures for migrations that run while the service reads and writes. src/docs/contributing.md has their rules.

-- Locks tables exclusively, for the statements that need it, such as ALTER TABLE. A statement that waits for this lock
-- blocks all later readers of the table. So each attempt waits only half a second, which is also less than
-- deadlock_timeout: the migration gives way before PostgreSQL ends the transaction of a client. Between the attempts
-- the readers and writers continue. If the last attempt fails, the migration does.
CREATE PROCEDURE lock_tables(VARIADIC tables regclass[]) LANGUAGE plpgsql SET lock_timeout = '500ms' AS $$
DECLARE
    attempts CONSTANT integer := 60;
    names CONSTANT text := (SELECT string_agg(of_table::text, ', ') FROM unnest(tables) of_table);
BEGIN
    FOR attempt IN 1..attempts LOOP
        BEGIN
            EXECUTE 'LOCK TABLE ' || names || ' IN ACCESS EXCLUSIVE MODE';
            RETURN;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            IF attempt = attempts THEN
                RAISE EXCEPTION 'other transactions have used % for more than a minute: %', names, SQLERRM
                    USING ERRCODE = SQLSTATE, HINT = 'Migrate again when they have ended. pg_stat_activity has them.';
            END IF;
            PERFORM pg_sleep(0.5 + random());
        END;
    END LOOP;
END $$;

-- Runs a statement for the rows with ids above $1 up to $2. A row that the statement cannot write stays as it is: it
-- violates a CHECK that is NOT VALID, or exceeds a limit of PostgreSQL.
CREATE FUNCTION update_between(statement text, above bigint, last bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    middle CONSTANT bigint := above + (last - above) / 2;
BEGIN
    EXECUTE statement USING above, last;
EXCEPTION WHEN check_violation OR program_limit_exceeded THEN
    IF middle = above THEN
        RAISE WARNING 'The row with the id % stays as it is: %', last, SQLERRM;
    ELSE
        PERFORM update_between(statement, above, middle);
        PERFORM update_between(statement, middle, last);
    END IF;
END $$;

-- Updates the rows of a table that fulfil a condition, in the order of their ids, which are positive. Each batch is a
-- transaction, so that no row is locked for long. After an interruption, the next call updates the remaining rows: the
-- condition must not hold for rows that are updated.
CREATE PROCEDURE update_in_batches(of_table regclass, assignments text, condition text, batch integer DEFAULT 1000)
    LANGUAGE plpgsql AS $$
DECLARE
    attempts CONSTANT integer := 60;
    statement CONSTANT text :=
        format('UPDATE %s SET %s WHERE id > $1 AND id <= $2 AND (%s)', of_table, assignments, condition);
    updated bigint := 0;
    last bigint;
BEGIN
    LOOP
        EXECUTE format('SELECT max(id) FROM (SELECT id FROM %s WHERE id > $1 ORDER BY id LIMIT $2) batch', of_table)
            INTO last USING updated, batch;
        EXIT WHEN last IS NULL;
        FOR attempt IN 1..attempts LOOP
            BEGIN
                PERFORM update_between(statement, updated, last);
                EXIT;
            EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
                IF attempt = attempts THEN
                    RAISE;
                END IF;
                PERFORM pg_sleep(0.5 + random());
            END;
        END LOOP;
        COMMIT;
        updated := last;
    END LOOP;
END $$;
