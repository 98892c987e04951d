-- Who changed what, when, and what it was before and after; written by the database, so whatever writes leaves its record.
-- What belongs to a node, a person's other name for example, is on the record of the node too.
CREATE TABLE audit_record (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    changed_at timestamptz(3) NOT NULL DEFAULT now(),
    -- As whom the service was asked; the database's user for what was not written by the service.
    actor      text   NOT NULL DEFAULT coalesce(nullif(current_setting('onrecord.actor', true), ''), 'database:' || session_user),
    action     text   NOT NULL CHECK (action IN ('CREATED', 'UPDATED', 'DELETED')),
    node_type  text   NOT NULL,
    node_key   bigint NOT NULL,
    owner_type text   NOT NULL,
    owner_key  bigint NOT NULL,
    -- Of an update, the columns that it changed.
    before     jsonb,
    after      jsonb
);

CREATE INDEX ON audit_record (owner_type, owner_key, id);
CREATE INDEX ON audit_record (node_type, node_key, id) WHERE node_type <> owner_type;

-- Arguments: the type of node that the table holds; of what belongs to another node also that one's type, and the column with
-- its key.
CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- Without what the database computes from the other columns.
    old_row jsonb := to_jsonb(OLD) - '{words,statement,mirror_direction}'::text[];
    new_row jsonb := to_jsonb(NEW) - '{words,statement,mirror_direction}'::text[];
    some_row jsonb := coalesce(new_row, old_row);
    before jsonb := old_row;
    after jsonb := new_row;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(key, old_row -> key), jsonb_object_agg(key, new_row -> key) INTO before, after
            FROM jsonb_object_keys(new_row) key WHERE old_row -> key IS DISTINCT FROM new_row -> key;
        IF after IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO audit_record (action, node_type, node_key, owner_type, owner_key, before, after)
        VALUES (CASE TG_OP WHEN 'INSERT' THEN 'CREATED' WHEN 'UPDATE' THEN 'UPDATED' ELSE 'DELETED' END,
                TG_ARGV[0], (some_row ->> 'id')::bigint,
                coalesce(TG_ARGV[1], TG_ARGV[0]), (some_row ->> coalesce(TG_ARGV[2], 'id'))::bigint, before, after);
    RETURN NULL;
END $$;

CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON person
    FOR EACH ROW EXECUTE FUNCTION record_change('Person');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON person_name
    FOR EACH ROW EXECUTE FUNCTION record_change('PersonName', 'Person', 'person_id');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON event
    FOR EACH ROW EXECUTE FUNCTION record_change('Event');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON event_participant
    FOR EACH ROW EXECUTE FUNCTION record_change('EventParticipant', 'Event', 'event_id');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON event_link
    FOR EACH ROW EXECUTE FUNCTION record_change('EventLink', 'Event', 'viewed_from_id');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON article
    FOR EACH ROW EXECUTE FUNCTION record_change('Article');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON article_mention
    FOR EACH ROW EXECUTE FUNCTION record_change('ArticleMention', 'Article', 'article_id');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON article_coverage
    FOR EACH ROW EXECUTE FUNCTION record_change('ArticleCoverage', 'Article', 'article_id');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON quote
    FOR EACH ROW EXECUTE FUNCTION record_change('Quote');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON quote_topic
    FOR EACH ROW EXECUTE FUNCTION record_change('QuoteTopic', 'Quote', 'quote_id');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON quote_appearance
    FOR EACH ROW EXECUTE FUNCTION record_change('QuoteAppearance', 'Article', 'article_id');

-- The changes of a node and of what belongs to it, the latest first.
CREATE FUNCTION history(of_key bigint, of_type text, most integer)
    RETURNS TABLE (changed_at timestamptz, actor text, action text, node_type text, before text, after text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT r.changed_at, r.actor, r.action, r.node_type, r.before::text, r.after::text
    FROM (SELECT * FROM audit_record WHERE owner_type = of_type AND owner_key = of_key
          UNION ALL
          SELECT * FROM audit_record WHERE node_type = of_type AND node_key = of_key AND node_type <> owner_type) r
    ORDER BY r.id DESC LIMIT most;
END;
