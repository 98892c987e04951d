CALL lock_tables('quote', 'event', 'article');

-- PostgreSQL computes all generated columns of a row again at each UPDATE if the table has a trigger BEFORE UPDATE for
-- each row, whatever the UPDATE sets: the words of an article of 10,000 characters take 3 ms. V42__Times_of_updates.sql
-- created such a trigger. So these columns are no longer generated. Triggers compute them if an UPDATE sets a column
-- that they follow from. A migration that changes one of the functions still rewrites them with, for example,
-- "SET text = text".
ALTER TABLE quote ALTER COLUMN words DROP EXPRESSION, ALTER COLUMN statement DROP EXPRESSION;
ALTER TABLE event ALTER COLUMN words DROP EXPRESSION;
ALTER TABLE article ALTER COLUMN words DROP EXPRESSION;

CREATE FUNCTION compute_quote_words() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    NEW.words := search_words(text_search_config(NEW.in_language), 'A', NEW.text)
        || search_words('simple', 'C', coalesce(NEW.attribution_text, ''));
    NEW.statement := statement_hash(NEW.text, NEW.in_language);
    RETURN NEW;
END $$;

CREATE FUNCTION compute_event_words() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    NEW.words := search_words(text_search_config(NEW.in_language), 'A', NEW.name)
        || search_words(text_search_config(NEW.in_language), 'B', coalesce(NEW.description, ''))
        || search_words('simple', 'C', coalesce(NEW.identifier, '') || ' ' || coalesce(NEW.location, ''));
    RETURN NEW;
END $$;

CREATE FUNCTION compute_article_words() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    NEW.words := search_words(text_search_config(NEW.in_language), 'A', NEW.headline)
        || search_words(text_search_config(NEW.in_language), 'B', coalesce(NEW.abstract, ''))
        -- A tsvector holds at most 1 MB. The words of 200,000 characters always fit.
        || search_words(text_search_config(NEW.in_language), 'C', left(coalesce(NEW.body, ''), 200000));
    RETURN NEW;
END $$;

CREATE TRIGGER compute_words
    BEFORE INSERT OR UPDATE OF text, in_language, attribution_text, words, statement ON quote
    FOR EACH ROW EXECUTE FUNCTION compute_quote_words();
CREATE TRIGGER compute_words
    BEFORE INSERT OR UPDATE OF name, in_language, description, identifier, location, words ON event
    FOR EACH ROW EXECUTE FUNCTION compute_event_words();
CREATE TRIGGER compute_words
    BEFORE INSERT OR UPDATE OF headline, in_language, abstract, body, words ON article
    FOR EACH ROW EXECUTE FUNCTION compute_article_words();

-- Also for a load with session_replication_role = replica.
ALTER TABLE quote ENABLE ALWAYS TRIGGER compute_words;
ALTER TABLE event ENABLE ALWAYS TRIGGER compute_words;
ALTER TABLE article ENABLE ALWAYS TRIGGER compute_words;

-- The procedure of V42__Times_of_updates.sql, which leaves out these columns too.
CREATE OR REPLACE PROCEDURE record_changes(of_table regclass, node_type text, owner_type text, owner_column text)
    LANGUAGE plpgsql AS $$
DECLARE
    recorder text := format('record_changes_of_%s', of_table);
    -- Without columns that follow from the others, and without the times that each record has itself.
    columns text := (
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = of_table AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
          AND attname NOT IN ('created_at', 'updated_at', 'words', 'statement'));
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
