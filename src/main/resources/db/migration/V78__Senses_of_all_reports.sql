-- A quote keeps what one of its reports tells of its sense, so that it does not take the reports of the opposite:
-- quote.cue_denies.

-- The function of V69__Denying_cues.sql. The speaker's own words that another report denies ("denied that she took it")
-- are not those that a third report says ("said that she took it").
CREATE OR REPLACE FUNCTION are_opposite(
        one_type text, one_act text, one_cue_denies boolean, other_type text, other_act text, other_cue_denies boolean)
    RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(one_cue_denies <> other_cue_denies, CASE
        WHEN (one_act IN ('DENIAL', 'REJECTION', 'NO_COMMENT')) = (other_act IN ('DENIAL', 'REJECTION', 'NO_COMMENT'))
            THEN false
        WHEN one_act IN ('DENIAL', 'REJECTION', 'NO_COMMENT')
            THEN one_type <> 'DIRECT' OR coalesce(one_cue_denies, false)
        ELSE other_type <> 'DIRECT' OR coalesce(other_cue_denies, false)
    END);

-- The function of V76__Days_of_all_reports.sql. The sense is that of Circumstances.cueDenies.
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
            cue_denies = CASE WHEN one.speech_act IN ('DENIAL', 'REJECTION', 'NO_COMMENT')
                THEN coalesce(one.cue_denies, other.cue_denies,
                    CASE WHEN other.speech_act NOT IN ('DENIAL', 'REJECTION', 'NO_COMMENT') THEN false END) END,
            spoken_at = CASE WHEN has_better_date THEN other.spoken_at ELSE one.spoken_at END,
            spoken_at_precision = CASE WHEN has_better_date
                THEN other.spoken_at_precision ELSE one.spoken_at_precision END,
            spoken_before = CASE WHEN before < one.spoken_after THEN one.spoken_after ELSE before END,
            spoken_after = CASE WHEN before < after THEN greatest(one.spoken_after, before) ELSE after END,
            possible_from = lower(days),
            possible_until = upper(days) - 1,
            version = one.version + 1
        FROM quote other WHERE one.id = into_id AND other.id = of_id;
    UPDATE former_quote_key SET quote_id = into_id WHERE quote_id = of_id;
    DELETE FROM quote WHERE id = of_id;
    INSERT INTO former_quote_key (id, quote_id) VALUES (of_id, into_id);
END $$;
