CALL lock_tables('quote');

-- The days on which all reports of a statement agree, where these are fewer than those of its date: 12 March and
-- 13 March are those of one statement, and so are 13 March and 14 March, but 12 March and 14 March are not. Null where
-- the date says the same, and in rows of earlier versions.
ALTER TABLE quote ADD COLUMN possible_from date, ADD COLUMN possible_until date;

-- The days on which a quote may have been spoken, by all its reports: Days.of.
CREATE FUNCTION possible_days(one quote) RETURNS daterange LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(
        nullif(
            spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_after, one.spoken_before)
                * daterange(one.possible_from, one.possible_until, '[]'),
            'empty'),
        spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_after, one.spoken_before));

-- The function of V69__Denying_cues.sql.
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
              AND NOT are_opposite(type, speech_act, cue_denies, one.type, one.speech_act, one.cue_denies)
              AND (occasion_id = one.occasion_id OR occasion_id IS NULL OR one.occasion_id IS NULL)
              AND possible_days(quote) && possible_days(one)
            LIMIT 1;
    ELSE
        SELECT id INTO other FROM quote
            WHERE speaker_id = one.speaker_id AND statement = one.statement AND id <> one.id
              AND NOT are_opposite(type, speech_act, cue_denies, one.type, one.speech_act, one.cue_denies)
              AND (occasion_id = one.occasion_id OR occasion_id IS NULL OR one.occasion_id IS NULL)
              AND possible_days(quote) && possible_days(one)
            LIMIT 1;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION 'the quotes % and % have the same source and words, and their dates overlap', one.id, other
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'quote_is_made_once_at_a_time';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER updated_quote_is_made_once_at_a_time ON quote;
CREATE CONSTRAINT TRIGGER updated_quote_is_made_once_at_a_time
    AFTER UPDATE ON quote DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.occurrence > OLD.occurrence
        OR (NEW.speaker_id, NEW.attribution_text, NEW.statement, NEW.spoken_at, NEW.spoken_at_precision,
            NEW.spoken_after, NEW.spoken_before, NEW.possible_from, NEW.possible_until, NEW.type,
            NEW.speech_act, NEW.cue_denies, NEW.occasion_id)
        IS DISTINCT FROM (OLD.speaker_id, OLD.attribution_text, OLD.statement, OLD.spoken_at, OLD.spoken_at_precision,
            OLD.spoken_after, OLD.spoken_before, OLD.possible_from, OLD.possible_until, OLD.type,
            OLD.speech_act, OLD.cue_denies, OLD.occasion_id))
    EXECUTE FUNCTION quote_is_made_once_at_a_time();

-- The function of V71__Rewritten_statements.sql. The better date and the limits are those of SpokenDate.
CREATE OR REPLACE FUNCTION merge_quote(of_id bigint, into_id bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    has_better_date boolean;
    before date;
    after date;
    days daterange;
BEGIN
    PERFORM FROM quote WHERE id IN (of_id, into_id) ORDER BY id FOR UPDATE;
    -- The names of the precisions are in the order of the alphabet.
    SELECT CASE
            WHEN one.spoken_at IS NULL OR other.spoken_at IS NULL THEN one.spoken_at IS NULL
            ELSE other.spoken_at_precision < one.spoken_at_precision
        END,
        least(one.spoken_before, other.spoken_before), greatest(one.spoken_after, other.spoken_after),
        possible_days(one) * possible_days(other)
        INTO has_better_date, before, after, days
        FROM quote one, quote other WHERE one.id = into_id AND other.id = of_id;
    UPDATE quote_appearance moved SET quote_id = into_id WHERE quote_id = of_id AND NOT EXISTS (
        SELECT FROM quote_appearance equal
        WHERE equal.quote_id = into_id AND equal.article_id = moved.article_id
          AND equal.start_offset IS NOT DISTINCT FROM moved.start_offset);
    UPDATE quote_topic moved SET quote_id = into_id WHERE quote_id = of_id AND NOT EXISTS (
        SELECT FROM quote_topic equal WHERE equal.quote_id = into_id AND equal.event_id = moved.event_id);
    UPDATE quote one SET
            speaker_role = coalesce(one.speaker_role, other.speaker_role),
            attribution_text = coalesce(one.attribution_text, other.attribution_text),
            cue = coalesce(one.cue, other.cue),
            occasion_id = coalesce(one.occasion_id, other.occasion_id),
            -- Null means that a person recorded the quote.
            confidence = CASE WHEN other.confidence IS NOT NULL THEN one.confidence END,
            corrected = one.corrected OR other.corrected,
            cue_denies = CASE
                WHEN one.cue IS NULL AND one.type <> 'DIRECT'
                    AND one.speech_act IN ('DENIAL', 'REJECTION', 'NO_COMMENT')
                THEN other.cue_denies ELSE one.cue_denies END,
            spoken_at = CASE WHEN has_better_date THEN other.spoken_at ELSE one.spoken_at END,
            spoken_at_precision = CASE WHEN has_better_date
                THEN other.spoken_at_precision ELSE one.spoken_at_precision END,
            spoken_before = CASE WHEN before < one.spoken_after THEN one.spoken_after ELSE before END,
            spoken_after = CASE WHEN before < after THEN greatest(one.spoken_after, before) ELSE after END,
            possible_from = lower(days),
            possible_until = upper(days) - 1,
            version = one.version + 1
        FROM quote other WHERE one.id = into_id AND other.id = of_id;
    DELETE FROM quote WHERE id = of_id;
END $$;

-- The function of V71__Rewritten_statements.sql.
CREATE OR REPLACE FUNCTION rewrite_statement(of_id bigint, within bigint[] DEFAULT '{}') RETURNS void
    LANGUAGE plpgsql SET lock_timeout = '500ms' AS $$
DECLARE
    changed quote;
    new_statement uuid;
    same_id bigint;
    others CONSTANT text := $query$
        FROM quote WHERE statement = statement_hash($1.text, $1.in_language) AND id <> $1.id
            AND ($1.speaker_id IS NOT NULL AND speaker_id = $1.speaker_id
                 OR $1.speaker_id IS NULL AND speaker_id IS NULL AND attribution_text = $1.attribution_text)
        $query$;
    overlapping CONSTANT text := 'SELECT id ' || others || $query$
            AND statement_hash(text, in_language) = statement
            AND NOT are_opposite(type, speech_act, cue_denies, $1.type, $1.speech_act, $1.cue_denies)
            AND (occasion_id = $1.occasion_id OR occasion_id IS NULL OR $1.occasion_id IS NULL)
            AND possible_days(quote) && possible_days($1)
            ORDER BY spoken_at IS NULL, id LIMIT 1 FOR UPDATE
        $query$;
BEGIN
    SELECT * INTO changed FROM quote WHERE id = of_id FOR UPDATE;
    new_statement := statement_hash(changed.text, changed.in_language);
    IF NOT FOUND OR changed.statement = new_statement THEN
        RETURN;
    END IF;
    FOR same_id IN EXECUTE 'SELECT id ' || others || $query$
        AND statement_hash(text, in_language) <> statement AND id <> ALL ($2) ORDER BY id $query$ USING changed, within
    LOOP
        PERFORM rewrite_statement(same_id, within || of_id);
    END LOOP;
    EXECUTE overlapping INTO same_id USING changed;
    IF same_id IS NULL THEN
        EXECUTE 'UPDATE quote SET text = text, occurrence = (SELECT 1 + coalesce(max(occurrence), 0) ' || others
            || ') WHERE id = $1.id' USING changed;
    END IF;
    -- With the better date, a quote can be the same as a further one.
    WHILE same_id IS NOT NULL LOOP
        PERFORM merge_quote(changed.id, same_id);
        SELECT * INTO changed FROM quote WHERE id = same_id;
        EXECUTE overlapping INTO same_id USING changed;
    END LOOP;
    IF within = '{}' THEN
        SET CONSTRAINTS ALL IMMEDIATE;
    END IF;
EXCEPTION WHEN check_violation THEN
    RAISE WARNING 'The quote % keeps the normal form of its words, until it is updated: %', of_id, SQLERRM;
END $$;

CALL record_changes('quote', 'Quote', 'Quote', 'id');
