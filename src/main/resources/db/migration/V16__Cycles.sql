-- An event is not a part of itself, and an article is not based on itself, also not by way of others.
--
-- Concurrency: two transactions can close a cycle together, and neither sees the reference of the other. So each takes
-- a lock before it follows the references. The next statement sees what the others have committed (READ COMMITTED). The
-- triggers are deferred, so a transaction holds the lock only during its commit, and the rows of one write can refer to
-- each other in any order.
CREATE FUNCTION event_is_not_part_of_itself() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    other text;
BEGIN
    PERFORM pg_advisory_xact_lock(20180716, -1);
    WITH RECURSIVE ancestor (id) AS (
        SELECT super_event_id FROM event WHERE id = NEW.id
        UNION
        SELECT e.super_event_id FROM event e JOIN ancestor a ON e.id = a.id)
    SELECT e.slug INTO other FROM event e
        WHERE e.super_event_id = NEW.id AND e.id IN (SELECT id FROM ancestor) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The event "%" would be a part of itself, because its part "%" contains it.', NEW.slug, other
            USING ERRCODE = 'check_violation', CONSTRAINT = 'event_is_not_part_of_itself';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER inserted_event_is_not_part_of_itself
    AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.super_event_id IS NOT NULL)
    EXECUTE FUNCTION event_is_not_part_of_itself();
CREATE CONSTRAINT TRIGGER updated_event_is_not_part_of_itself
    AFTER UPDATE OF super_event_id ON event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.super_event_id IS NOT NULL AND NEW.super_event_id IS DISTINCT FROM OLD.super_event_id)
    EXECUTE FUNCTION event_is_not_part_of_itself();

CREATE FUNCTION article_is_not_based_on_itself_by_way_of_others() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    other text;
BEGIN
    PERFORM pg_advisory_xact_lock(20180716, -1);
    WITH RECURSIVE source (id) AS (
        SELECT is_based_on_id FROM article WHERE id = NEW.id
        UNION
        SELECT a.is_based_on_id FROM article a JOIN source s ON a.id = s.id)
    SELECT a.url INTO other FROM article a
        WHERE a.is_based_on_id = NEW.id AND a.id IN (SELECT id FROM source) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The article "%" would be based on itself: "%" is based on it.', NEW.url, other
            USING ERRCODE = 'check_violation', CONSTRAINT = 'article_is_not_based_on_itself_by_way_of_others';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER inserted_article_is_not_based_on_itself
    AFTER INSERT ON article DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.is_based_on_id IS NOT NULL)
    EXECUTE FUNCTION article_is_not_based_on_itself_by_way_of_others();
CREATE CONSTRAINT TRIGGER updated_article_is_not_based_on_itself
    AFTER UPDATE OF is_based_on_id ON article DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.is_based_on_id IS NOT NULL AND NEW.is_based_on_id IS DISTINCT FROM OLD.is_based_on_id)
    EXECUTE FUNCTION article_is_not_based_on_itself_by_way_of_others();
