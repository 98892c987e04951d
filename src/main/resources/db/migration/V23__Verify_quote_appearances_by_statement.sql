-- Appearances are compared with the bodies when a statement has written all of its rows, and not row by row: an import writes
-- hundreds by one. What is promised, and how it holds beside others who write, is as V5 says.
DROP TRIGGER quote_appearance_matches_body ON quote_appearance;
DROP FUNCTION quote_appearance_matches_body;

CREATE FUNCTION quote_appearances_match_bodies() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    articles bigint[] := ARRAY(SELECT DISTINCT article_id FROM written);
    broken record;
BEGIN
    -- Who changes one of the bodies is waited for, and waits. The next statement sees what came of it.
    PERFORM FROM article WHERE id = ANY (articles) ORDER BY id FOR SHARE;
    SELECT w.*, substr(a.body, w.start_offset + 1, w.end_offset - w.start_offset) AS found INTO broken
        FROM written w JOIN article a ON a.id = w.article_id
        WHERE a.body IS NOT NULL
          AND (w.start_offset IS NULL OR substr(a.body, w.start_offset + 1, w.end_offset - w.start_offset) <> w.exact)
        LIMIT 1;
    IF NOT FOUND THEN
        RETURN NULL;
    ELSIF broken.start_offset IS NULL THEN
        RAISE EXCEPTION 'a quote appearance needs start and end: article % has a body', broken.article_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_appearance_matches_body';
    END IF;
    RAISE EXCEPTION 'body[%, %) of article % is "%" and not "%"',
        broken.start_offset, broken.end_offset, broken.article_id, left(broken.found, 200), left(broken.exact, 200)
        USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_appearance_matches_body';
END $$;

CREATE TRIGGER inserted_quote_appearances_match_bodies AFTER INSERT ON quote_appearance REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION quote_appearances_match_bodies();
CREATE TRIGGER updated_quote_appearances_match_bodies AFTER UPDATE ON quote_appearance REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION quote_appearances_match_bodies();
