CALL lock_tables('quote');

-- Whether the cue of a denial in reported words denies these words ("denied that") or says them ("said that"). Null if
-- it is unknown, for other statements, and in rows of earlier versions.
ALTER TABLE quote ADD COLUMN cue_denies boolean;

-- The function of V62__Opposite_statements.sql. Two denials are opposite too if one cue denies the words that the other
-- one says: "denied that she never paid", "said that she never paid".
CREATE FUNCTION are_opposite(
        one_type text, one_act text, one_cue_denies boolean, other_type text, other_act text, other_cue_denies boolean)
    RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(one_cue_denies <> other_cue_denies, are_opposite(one_type, one_act, other_type, other_act));

-- The function of V68__Occasions.sql.
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
              AND spoken_during(spoken_at, spoken_at_precision, spoken_after, spoken_before)
                  && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_after, one.spoken_before)
            LIMIT 1;
    ELSE
        SELECT id INTO other FROM quote
            WHERE speaker_id = one.speaker_id AND statement = one.statement AND id <> one.id
              AND NOT are_opposite(type, speech_act, cue_denies, one.type, one.speech_act, one.cue_denies)
              AND (occasion_id = one.occasion_id OR occasion_id IS NULL OR one.occasion_id IS NULL)
              AND spoken_during(spoken_at, spoken_at_precision, spoken_after, spoken_before)
                  && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_after, one.spoken_before)
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
            NEW.spoken_after, NEW.spoken_before, NEW.type, NEW.speech_act, NEW.cue_denies, NEW.occasion_id)
        IS DISTINCT FROM (OLD.speaker_id, OLD.attribution_text, OLD.statement, OLD.spoken_at, OLD.spoken_at_precision,
            OLD.spoken_after, OLD.spoken_before, OLD.type, OLD.speech_act, OLD.cue_denies, OLD.occasion_id))
    EXECUTE FUNCTION quote_is_made_once_at_a_time();

CALL record_changes('quote', 'Quote', 'Quote', 'id');
