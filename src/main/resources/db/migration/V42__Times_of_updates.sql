CALL lock_tables('person', 'event', 'article', 'quote');

-- Every UPDATE sets updated_at, whoever writes. An UPDATE that sets the column itself keeps its value, as migrations
-- and repairs need it. A change of a part counts because it increases the version of the node.
--
-- With a trigger before the update, PostgreSQL computes the generated columns of the row again: the words of an article
-- of 10,000 characters take a few milliseconds.
CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END $$;

CREATE TRIGGER set_updated_at BEFORE UPDATE ON person
    FOR EACH ROW WHEN (OLD.updated_at = NEW.updated_at) EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER set_updated_at BEFORE UPDATE ON event
    FOR EACH ROW WHEN (OLD.updated_at = NEW.updated_at) EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER set_updated_at BEFORE UPDATE ON article
    FOR EACH ROW WHEN (OLD.updated_at = NEW.updated_at) EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER set_updated_at BEFORE UPDATE ON quote
    FOR EACH ROW WHEN (OLD.updated_at = NEW.updated_at) EXECUTE FUNCTION set_updated_at();

-- The procedure of V27__Audit.sql, which leaves out the times of a node.
CREATE OR REPLACE PROCEDURE record_changes(of_table regclass, node_type text, owner_type text, owner_column text)
    LANGUAGE plpgsql AS $$
DECLARE
    recorder text := format('record_changes_of_%s', of_table);
    -- Without generated columns, which follow from the others, and without the times that each record has itself.
    columns text := (
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = of_table AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
          AND attname NOT IN ('created_at', 'updated_at'));
BEGIN
    EXECUTE format($function$
        CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                INSERT INTO audit_record (action, node_type, node_key, owner_type, owner_key, after)
                    SELECT 'CREATED', %2$L, n.id, %3$L, n.%4$I, to_jsonb(n) FROM (SELECT %5$s FROM new_rows) n;
            ELSIF TG_OP = 'DELETE' THEN
                INSERT INTO audit_record (action, node_type, node_key, owner_type, owner_key, before)
                    SELECT 'DELETED', %2$L, o.id, %3$L, o.%4$I, to_jsonb(o) FROM (SELECT %5$s FROM old_rows) o;
            ELSIF TG_OP = 'TRUNCATE' THEN
                INSERT INTO audit_record (action, node_type, node_key, owner_type, owner_key, before)
                    SELECT 'DELETED', %2$L, o.id, %3$L, o.%4$I, to_jsonb(o) FROM (SELECT %5$s FROM %6$s) o;
            ELSE
                INSERT INTO audit_record (action, node_type, node_key, owner_type, owner_key, before, after)
                    SELECT 'UPDATED', %2$L, n.id, %3$L, n.%4$I, change.before, change.after
                    FROM (SELECT %5$s FROM new_rows) n
                    JOIN (SELECT %5$s FROM old_rows) o ON o.id = n.id,
                    LATERAL (SELECT to_jsonb(o) AS old_columns, to_jsonb(n) AS new_columns) of_row,
                    LATERAL (SELECT jsonb_object_agg(key, old_columns -> key) AS before,
                                    jsonb_object_agg(key, new_columns -> key) AS after
                             FROM jsonb_object_keys(new_columns) key
                             WHERE old_columns -> key IS DISTINCT FROM new_columns -> key) change
                    WHERE change.after IS NOT NULL;
            END IF;
            RETURN NULL;
        END $body$ $function$, recorder, node_type, owner_type, owner_column, columns, of_table);
    -- Statement triggers: an import writes thousands of rows, and row triggers would take a third of its time.
    EXECUTE format('CREATE OR REPLACE TRIGGER record_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows '
        'FOR EACH STATEMENT EXECUTE FUNCTION %s()', of_table, recorder);
    EXECUTE format('CREATE OR REPLACE TRIGGER record_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows '
        'NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %s()', of_table, recorder);
    EXECUTE format('CREATE OR REPLACE TRIGGER record_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows '
        'FOR EACH STATEMENT EXECUTE FUNCTION %s()', of_table, recorder);
    EXECUTE format('CREATE OR REPLACE TRIGGER record_truncate BEFORE TRUNCATE ON %s '
        'FOR EACH STATEMENT EXECUTE FUNCTION %s()', of_table, recorder);
END $$;
