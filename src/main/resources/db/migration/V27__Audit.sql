CALL lock_tables('audit_record', 'person', 'person_name', 'former_person_key', 'event', 'event_participant',
    'event_link', 'former_event_key', 'article', 'article_mention', 'article_coverage', 'quote', 'quote_topic',
    'quote_appearance');

-- ---------------------------------------------------------------------------------------------------------------------
-- Who the actor is: names are not unique, and can change
-- ---------------------------------------------------------------------------------------------------------------------

-- The issuer and the subject of the access token, which identify a user together (RFC 7519: iss, sub). Null if the
-- client had no token, and for other writers than the service. The defaults are set afterwards, so that no row is
-- rewritten.
ALTER TABLE audit_record ADD COLUMN actor_issuer text, ADD COLUMN actor_subject text;
ALTER TABLE audit_record
    ALTER COLUMN actor_issuer SET DEFAULT nullif(current_setting('onrecord.actor_issuer', true), ''),
    ALTER COLUMN actor_subject SET DEFAULT nullif(current_setting('onrecord.actor_subject', true), '');

-- ---------------------------------------------------------------------------------------------------------------------
-- Audit records do not change
-- ---------------------------------------------------------------------------------------------------------------------

-- Not even by the owner of the table, unless the owner disables the trigger. R__Roles.sql describes the roles that have
-- no privilege to do so.
CREATE FUNCTION audit_records_do_not_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit records cannot be changed or deleted' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_records_do_not_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record
    FOR EACH STATEMENT EXECUTE FUNCTION audit_records_do_not_change();

-- ---------------------------------------------------------------------------------------------------------------------
-- TRUNCATE and former keys are recorded
-- ---------------------------------------------------------------------------------------------------------------------

-- The procedure of V7__Audit.sql, which in addition records each row of a table that is truncated as deleted.
CREATE OR REPLACE PROCEDURE record_changes(of_table regclass, node_type text, owner_type text, owner_column text)
    LANGUAGE plpgsql AS $$
DECLARE
    recorder text := format('record_changes_of_%s', of_table);
    -- Without generated columns, which follow from the others.
    columns text := (
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = of_table AND attnum > 0 AND NOT attisdropped AND attgenerated = '');
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

-- The keys that a node had are parts of the node. A part has an id, by which its records belong together.
ALTER TABLE former_person_key ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
ALTER TABLE former_event_key ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;

CALL record_changes('person', 'Person', 'Person', 'id');
CALL record_changes('person_name', 'PersonName', 'Person', 'person_id');
CALL record_changes('former_person_key', 'FormerPersonKey', 'Person', 'person_id');
CALL record_changes('event', 'Event', 'Event', 'id');
CALL record_changes('event_participant', 'EventParticipant', 'Event', 'event_id');
CALL record_changes('event_link', 'EventLink', 'Event', 'viewed_from_id');
CALL record_changes('former_event_key', 'FormerEventKey', 'Event', 'event_id');
CALL record_changes('article', 'Article', 'Article', 'id');
CALL record_changes('article_mention', 'ArticleMention', 'Article', 'article_id');
CALL record_changes('article_coverage', 'ArticleCoverage', 'Article', 'article_id');
CALL record_changes('quote', 'Quote', 'Quote', 'id');
CALL record_changes('quote_topic', 'QuoteTopic', 'Quote', 'quote_id');
CALL record_changes('quote_appearance', 'QuoteAppearance', 'Article', 'article_id');
