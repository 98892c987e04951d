-- Audit records are written for all rows of a statement at once, and without a look at what the database computes itself: an
-- import writes thousands of rows, and a trigger for each of them took a third of its time.

-- Records the changes of a table from now on. Each table of the graph needs it, and again when it gets another column.
--
-- node_type: the type of node that the table holds; owner_type: the type of node that it belongs to, which may be itself;
-- owner_column: the column with that one's key.
CREATE PROCEDURE record_changes(of_table regclass, node_type text, owner_type text, owner_column text) LANGUAGE plpgsql AS $$
DECLARE
    recorder text := format('record_changes_of_%s', of_table);
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
        END $body$ $function$, recorder, node_type, owner_type, owner_column, columns);
    EXECUTE format('DROP TRIGGER IF EXISTS record_change ON %s', of_table);
    EXECUTE format('CREATE OR REPLACE TRIGGER record_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows '
        'FOR EACH STATEMENT EXECUTE FUNCTION %s()', of_table, recorder);
    EXECUTE format('CREATE OR REPLACE TRIGGER record_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows '
        'NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %s()', of_table, recorder);
    EXECUTE format('CREATE OR REPLACE TRIGGER record_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows '
        'FOR EACH STATEMENT EXECUTE FUNCTION %s()', of_table, recorder);
END $$;

CALL record_changes('person', 'Person', 'Person', 'id');
CALL record_changes('person_name', 'PersonName', 'Person', 'person_id');
CALL record_changes('event', 'Event', 'Event', 'id');
CALL record_changes('event_participant', 'EventParticipant', 'Event', 'event_id');
CALL record_changes('event_link', 'EventLink', 'Event', 'viewed_from_id');
CALL record_changes('article', 'Article', 'Article', 'id');
CALL record_changes('article_mention', 'ArticleMention', 'Article', 'article_id');
CALL record_changes('article_coverage', 'ArticleCoverage', 'Article', 'article_id');
CALL record_changes('quote', 'Quote', 'Quote', 'id');
CALL record_changes('quote_topic', 'QuoteTopic', 'Quote', 'quote_id');
CALL record_changes('quote_appearance', 'QuoteAppearance', 'Article', 'article_id');

DROP FUNCTION record_change();
