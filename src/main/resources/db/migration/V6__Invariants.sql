-- ---------------------------------------------------------------------------------------------------------------------
-- A statement is stored once per speaker, and once per source where the speaker is not known
-- ---------------------------------------------------------------------------------------------------------------------

-- The words of a statement, by which statements are compared: without case, punctuation and quotation marks, and with
-- one width of letters and blanks (NFKC). A text without words is compared as it is. ICU knows case and punctuation of
-- every script, and its result does not depend on the locale of the database.
--
-- ASCII text needs no normalization, and a single space needs no replacement: both shortcuts save time only.
--
-- The column quote.statement stores the result. A migration that changes the function must rewrite the column.
CREATE FUNCTION statement_words(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(nullif(btrim(regexp_replace(regexp_replace(
        fold_case(CASE WHEN octet_length(text) = char_length(text) THEN text ELSE normalize(text, NFKC) END)
            COLLATE "und-x-icu", '[[:punct:]]+', '', 'g'), '\s\s+|[^\S ]', ' ', 'g')), ''), text);

-- A hash, because the words can be longer than an index entry may be.
ALTER TABLE quote ADD COLUMN statement uuid NOT NULL GENERATED ALWAYS AS (md5(statement_words(text))::uuid) STORED;

CREATE UNIQUE INDEX quote_statement_of_speaker ON quote (speaker_id, statement) WHERE speaker_id IS NOT NULL;
CREATE UNIQUE INDEX quote_statement_of_source ON quote (attribution_text, statement) WHERE speaker_id IS NULL;

-- ---------------------------------------------------------------------------------------------------------------------
-- The text of an appearance is in the article: body[start_offset, end_offset) = exact, where the article has a body
-- ---------------------------------------------------------------------------------------------------------------------

-- Triggers check both sides: the appearances when they are written, and the body when it changes.
--
-- Concurrency: a write of appearances takes a share lock on their articles. A concurrent change of a body waits for
-- that write and then sees its appearances; a concurrent write of appearances waits for the change and then reads the
-- new body. Under REPEATABLE READ and SERIALIZABLE, a change of a body would not see appearances that were committed
-- after its snapshot, so only READ COMMITTED is allowed.

-- A statement trigger, because an import writes hundreds of appearances with one statement.
CREATE FUNCTION quote_appearances_match_bodies() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    articles bigint[] := ARRAY(SELECT DISTINCT article_id FROM written);
    broken record;
BEGIN
    -- Waits for concurrent changes of the bodies. The next statement reads the new bodies. The order avoids deadlocks.
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

CREATE FUNCTION article_body_matches_appearances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    body_text text;
    broken quote_appearance;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'the body of an article can change only under READ COMMITTED, so that no appearance is missed'
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

-- Deferred: a correction of an article changes the body first and the places of its quotes afterwards.
CREATE CONSTRAINT TRIGGER article_body_matches_appearances
    AFTER UPDATE OF body ON article DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW
    WHEN (NEW.body IS NOT NULL AND NEW.body IS DISTINCT FROM OLD.body)
    EXECUTE FUNCTION article_body_matches_appearances();
