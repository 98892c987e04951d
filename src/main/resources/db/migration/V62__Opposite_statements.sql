CALL lock_tables('quote');

-- Whether two quotes with the same words mean the opposite: "denied that she took it" and "said that she took it" have
-- the words "she took it", and "declined to discuss it" and "promised to discuss it" the words "to discuss it". The
-- speaker's own words say themselves what they deny.
CREATE FUNCTION are_opposite(one_type text, one_act text, other_type text, other_act text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN (one_act IN ('DENIAL', 'REJECTION', 'NO_COMMENT')) = (other_act IN ('DENIAL', 'REJECTION', 'NO_COMMENT'))
            THEN false
        WHEN one_act IN ('DENIAL', 'REJECTION', 'NO_COMMENT') THEN one_type <> 'DIRECT'
        ELSE other_type <> 'DIRECT'
    END;

-- The function of V28__Concurrent_statements.sql. Opposite statements may have overlapping dates.
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
              AND NOT are_opposite(type, speech_act, one.type, one.speech_act)
              AND spoken_during(spoken_at, spoken_at_precision, spoken_before)
                  && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_before)
            LIMIT 1;
    ELSE
        SELECT id INTO other FROM quote
            WHERE speaker_id = one.speaker_id AND statement = one.statement AND id <> one.id
              AND NOT are_opposite(type, speech_act, one.type, one.speech_act)
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

DROP TRIGGER updated_quote_is_made_once_at_a_time ON quote;
CREATE CONSTRAINT TRIGGER updated_quote_is_made_once_at_a_time
    AFTER UPDATE ON quote DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.occurrence > OLD.occurrence
        OR (NEW.speaker_id, NEW.attribution_text, NEW.statement, NEW.spoken_at, NEW.spoken_at_precision,
            NEW.spoken_before, NEW.type, NEW.speech_act)
        IS DISTINCT FROM (OLD.speaker_id, OLD.attribution_text, OLD.statement, OLD.spoken_at, OLD.spoken_at_precision,
            OLD.spoken_before, OLD.type, OLD.speech_act))
    EXECUTE FUNCTION quote_is_made_once_at_a_time();
