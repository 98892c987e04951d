-- Audit records are written for all rows of a statement at once: an import writes thousands, and a trigger for each of them
-- took a third of its time.
CREATE FUNCTION without_computed(columns jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN columns - '{words,statement,mirror_direction}'::text[];

-- Arguments of the three: the type of node that the table holds; the type of node that it belongs to, which may be itself; the
-- column with that one's key.
CREATE FUNCTION record_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_record (action, node_type, node_key, owner_type, owner_key, after)
        SELECT 'CREATED', TG_ARGV[0], (columns ->> 'id')::bigint, TG_ARGV[1], (columns ->> TG_ARGV[2])::bigint, columns
        FROM new_rows, LATERAL (SELECT without_computed(to_jsonb(new_rows)) AS columns) of_row;
    RETURN NULL;
END $$;

CREATE FUNCTION record_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_record (action, node_type, node_key, owner_type, owner_key, before, after)
        SELECT 'UPDATED', TG_ARGV[0], new_rows.id, TG_ARGV[1], (new_columns ->> TG_ARGV[2])::bigint, change.before, change.after
        FROM new_rows
        JOIN old_rows ON old_rows.id = new_rows.id,
        LATERAL (SELECT without_computed(to_jsonb(old_rows)) AS old_columns,
                        without_computed(to_jsonb(new_rows)) AS new_columns) of_row,
        LATERAL (SELECT jsonb_object_agg(key, old_columns -> key) AS before, jsonb_object_agg(key, new_columns -> key) AS after
                 FROM jsonb_object_keys(new_columns) key
                 WHERE old_columns -> key IS DISTINCT FROM new_columns -> key) change
        WHERE change.after IS NOT NULL;
    RETURN NULL;
END $$;

CREATE FUNCTION record_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_record (action, node_type, node_key, owner_type, owner_key, before)
        SELECT 'DELETED', TG_ARGV[0], (columns ->> 'id')::bigint, TG_ARGV[1], (columns ->> TG_ARGV[2])::bigint, columns
        FROM old_rows, LATERAL (SELECT without_computed(to_jsonb(old_rows)) AS columns) of_row;
    RETURN NULL;
END $$;

-- Records the changes of a table from now on; each table of the graph needs it.
CREATE PROCEDURE record_changes(of_table regclass, node_type text, owner_type text, owner_column text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TRIGGER IF EXISTS record_change ON %s', of_table);
    EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows '
        'FOR EACH STATEMENT EXECUTE FUNCTION record_insert(%L, %L, %L)', of_table, node_type, owner_type, owner_column);
    EXECUTE format('CREATE TRIGGER record_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows '
        'FOR EACH STATEMENT EXECUTE FUNCTION record_update(%L, %L, %L)', of_table, node_type, owner_type, owner_column);
    EXECUTE format('CREATE TRIGGER record_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows '
        'FOR EACH STATEMENT EXECUTE FUNCTION record_delete(%L, %L, %L)', of_table, node_type, owner_type, owner_column);
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
