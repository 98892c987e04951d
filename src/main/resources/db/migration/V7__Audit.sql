-- Who changed what and when, with the values before and after. Triggers write the records, so every change is recorded,
-- also a change by plain SQL. A row that belongs to a node, such as a person's other name, is also recorded for that
-- node: its owner.
--
-- The records are also the log of changes, which subscriptions read in the order (transaction, id), up to the oldest
-- transaction that still runs: no later record can come before that. The id alone is not enough, because a transaction
-- that took a lower id may commit later.
CREATE TABLE audit_record (
    -- The sequence makes ids unique, so (transaction, id) is the only unique index: the log is read by it, and an
    -- import writes one index less.
    id          bigint GENERATED ALWAYS AS IDENTITY,
    transaction xid8   NOT NULL DEFAULT pg_current_xact_id(),
    changed_at  timestamptz(3) NOT NULL DEFAULT now(),
    -- The service sets onrecord.actor to the name of its client. Other writers are recorded as the database user.
    actor       text   NOT NULL
        DEFAULT coalesce(nullif(current_setting('onrecord.actor', true), ''), 'database:' || session_user),
    action      text   NOT NULL CHECK (action IN ('CREATED', 'UPDATED', 'DELETED')),
    node_type   text   NOT NULL,
    node_key    bigint NOT NULL,
    owner_type  text   NOT NULL,
    owner_key   bigint NOT NULL,
    -- All columns of the row that was created or deleted; of an updated row, the columns that changed.
    before      jsonb,
    after       jsonb,
    PRIMARY KEY (transaction, id)
);

-- The key comes first: few types share a key, and PostgreSQL compares numbers faster than texts.
CREATE INDEX ON audit_record (owner_key, owner_type, id);
CREATE INDEX ON audit_record (node_key) WHERE node_type <> owner_type;

-- Records the changes of a table from now on. Call it for each table of the graph when the table is created, and again
-- when a column is added: the columns are compiled into the trigger function.
--
-- node_type is the type of node that the table holds, owner_type the type of the node that a row belongs to (which may
-- be the row itself), and owner_column the column with the key of that node.
CREATE PROCEDURE record_changes(of_table regclass, node_type text, owner_type text, owner_column text)
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
    -- Statement triggers: an import writes thousands of rows, and row triggers would take a third of its time.
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

-- Tells listeners that the log has new records; they read them from the log. PostgreSQL merges equal notifications of a
-- transaction and delivers them after its commit.
CREATE FUNCTION notify_of_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('onrecord_changes', '');
    RETURN NULL;
END $$;

CREATE TRIGGER notify_of_changes AFTER INSERT ON audit_record
    FOR EACH STATEMENT EXECUTE FUNCTION notify_of_changes();
