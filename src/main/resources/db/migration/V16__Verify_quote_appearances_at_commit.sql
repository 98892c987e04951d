-- A correction changes the body of an article and then the places of the quotes in it. So what the new body still has is
-- checked when all is done, at commit, and not after the first half.
DROP TRIGGER article_body_matches_appearances ON article;

CREATE OR REPLACE FUNCTION article_body_matches_appearances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    body_text text;
    broken quote_appearance;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'the body of an article changes under READ COMMITTED only, so that no appearance is missed'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    SELECT body INTO body_text FROM article WHERE id = NEW.id;
    SELECT * INTO broken FROM quote_appearance
        WHERE article_id = NEW.id AND body_text IS NOT NULL
          AND (start_offset IS NULL OR substr(body_text, start_offset + 1, end_offset - start_offset) <> exact)
        ORDER BY start_offset NULLS FIRST LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the new body of article % no longer has "%" at [%, %)',
            NEW.id, left(broken.exact, 200), broken.start_offset, broken.end_offset
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_appearance_matches_body';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER article_body_matches_appearances
    AFTER UPDATE OF body ON article DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW
    WHEN (NEW.body IS NOT NULL AND NEW.body IS DISTINCT FROM OLD.body)
    EXECUTE FUNCTION article_body_matches_appearances();

-- Two appearances of one quote may change places.
ALTER TABLE quote_appearance DROP CONSTRAINT quote_appearance_quote_id_article_id_start_offset_key;
ALTER TABLE quote_appearance ADD CONSTRAINT quote_appearance_has_a_place_of_its_own
    UNIQUE NULLS NOT DISTINCT (quote_id, article_id, start_offset) DEFERRABLE INITIALLY DEFERRED;
