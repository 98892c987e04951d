-- The invariant that makes a quote provable: where an article has a body, body[start, end) equals exact, counted in code
-- points from 0. Both sides are checked, the appearance when it is written and the body when it changes.
--
-- Concurrent writers: writing an appearance takes a share lock on its article, so a change of the body waits for it and
-- then sees it; an appearance that meets a body being changed waits and reads the new one. Only an UPDATE of a body under
-- a snapshot older than its statement (REPEATABLE READ, SERIALIZABLE) could miss an appearance that was committed since,
-- so that is refused.

CREATE FUNCTION quote_appearance_matches_body() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    body_text text;
    found_text text;
BEGIN
    SELECT body INTO body_text FROM article WHERE id = NEW.article_id FOR SHARE;
    IF body_text IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.start_offset < 0 OR NEW.end_offset < NEW.start_offset THEN
        RETURN NEW; -- for the table's own CHECKs to refuse
    END IF;
    IF NEW.start_offset IS NULL THEN
        RAISE EXCEPTION 'a quote appearance needs start and end: article % has a body', NEW.article_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_appearance_matches_body';
    END IF;
    found_text := substr(body_text, NEW.start_offset + 1, NEW.end_offset - NEW.start_offset);
    IF found_text IS DISTINCT FROM NEW.exact THEN
        RAISE EXCEPTION 'body[%, %) of article % is "%" and not "%"',
            NEW.start_offset, NEW.end_offset, NEW.article_id, left(found_text, 200), left(NEW.exact, 200)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_appearance_matches_body';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER quote_appearance_matches_body
    BEFORE INSERT OR UPDATE OF article_id, exact, start_offset, end_offset ON quote_appearance
    FOR EACH ROW EXECUTE FUNCTION quote_appearance_matches_body();

CREATE FUNCTION article_body_matches_appearances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken quote_appearance;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'the body of an article changes under READ COMMITTED only, so that no appearance is missed'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    SELECT * INTO broken FROM quote_appearance
        WHERE article_id = NEW.id
          AND (start_offset IS NULL OR substr(NEW.body, start_offset + 1, end_offset - start_offset) <> exact)
        ORDER BY start_offset NULLS FIRST LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the new body of article % no longer has "%" at [%, %)',
            NEW.id, left(broken.exact, 200), broken.start_offset, broken.end_offset
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_appearance_matches_body';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER article_body_matches_appearances
    AFTER UPDATE OF body ON article
    FOR EACH ROW
    WHEN (NEW.body IS NOT NULL AND NEW.body IS DISTINCT FROM OLD.body)
    EXECUTE FUNCTION article_body_matches_appearances();
