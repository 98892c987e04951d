CALL lock_tables('quote');

-- Two quotes of one source with the same words and dates that overlap never both come in, whatever the order in which
-- concurrent writers add, change and delete quotes.
--
-- A quote with the number 1 is inserted without a check, because most statements are made once: the unique index keeps
-- two quotes with this number apart. This is enough as long as one of the quotes with the same source and words has the
-- number 1. When that quote was deleted or changed, a writer that did not see the others could take the number again
-- (V13__Statement_dates.sql). So the database now keeps the number occupied: the next quote takes it in the same
-- transaction. A concurrent writer that takes it too waits at the unique index, fails, and then sees the others.

-- Lets one of the quotes of a source with the same words have the number 1. The lock lets one writer at a time do this
-- and compare the dates, until it commits.
CREATE FUNCTION keep_first_quote(of_speaker bigint, of_source text, of_statement uuid) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    quotes refcursor;
    first_id bigint;
    first_occurrence integer;
BEGIN
    PERFORM pg_advisory_xact_lock(20180717, hashtext(of_statement::text) & 1023);
    IF of_speaker IS NULL THEN
        OPEN quotes FOR SELECT id, occurrence FROM quote
            WHERE speaker_id IS NULL AND attribution_text = of_source AND statement = of_statement
            ORDER BY occurrence;
    ELSE
        OPEN quotes FOR SELECT id, occurrence FROM quote
            WHERE speaker_id = of_speaker AND statement = of_statement
            ORDER BY occurrence;
    END IF;
    LOOP
        FETCH quotes INTO first_id, first_occurrence;
        EXIT WHEN NOT FOUND OR first_occurrence = 1;
        BEGIN
            UPDATE quote SET occurrence = 1 WHERE id = first_id;
            EXIT WHEN FOUND;
        EXCEPTION WHEN check_violation THEN
            -- The quote is longer than V18__Lengths.sql allows, so it cannot be written. The next one may be.
        END;
    END LOOP;
    CLOSE quotes;
END $$;

CREATE OR REPLACE FUNCTION quote_is_made_once_at_a_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    one quote;
    other bigint;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM keep_first_quote(OLD.speaker_id, OLD.attribution_text, OLD.statement);
    END IF;
    -- The trigger is deferred, so the quote may have changed again.
    SELECT * INTO one FROM quote WHERE TG_OP <> 'DELETE' AND id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM keep_first_quote(one.speaker_id, one.attribution_text, one.statement);
    IF one.speaker_id IS NULL THEN
        SELECT id INTO other FROM quote
            WHERE speaker_id IS NULL AND attribution_text = one.attribution_text AND statement = one.statement
              AND id <> one.id
              AND spoken_during(spoken_at, spoken_at_precision, spoken_before)
                  && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_before)
            LIMIT 1;
    ELSE
        SELECT id INTO other FROM quote
            WHERE speaker_id = one.speaker_id AND statement = one.statement AND id <> one.id
              AND spoken_during(spoken_at, spoken_at_precision, spoken_before)
                  && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_before)
            LIMIT 1;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION 'the quotes % and % have the same source and words, and their dates overlap', one.id, other
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'quote_is_made_once_at_a_time';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER deleted_quote_is_made_once_at_a_time
    AFTER DELETE ON quote DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.occurrence = 1)
    EXECUTE FUNCTION quote_is_made_once_at_a_time();

-- Also for a quote that gets a higher number: a writer can have read the quote before it got the number 1.
DROP TRIGGER updated_quote_is_made_once_at_a_time ON quote;
CREATE CONSTRAINT TRIGGER updated_quote_is_made_once_at_a_time
    AFTER UPDATE ON quote DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.occurrence > OLD.occurrence
        OR (NEW.speaker_id, NEW.attribution_text, NEW.statement, NEW.spoken_at, NEW.spoken_at_precision,
            NEW.spoken_before)
        IS DISTINCT FROM (OLD.speaker_id, OLD.attribution_text, OLD.statement, OLD.spoken_at, OLD.spoken_at_precision,
            OLD.spoken_before))
    EXECUTE FUNCTION quote_is_made_once_at_a_time();
