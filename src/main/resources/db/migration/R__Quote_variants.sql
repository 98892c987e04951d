-- The part of a text that is compared: the first 1,000 characters, in lower case and without accents. The time of
-- word_similarity() grows with the square of the length, and PostgreSQL cannot cancel a call of it.
CREATE OR REPLACE FUNCTION compared_text(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN fold_accents(left(text, 1000));

-- Whether two compared parts of texts may be variants of one statement: most of their trigrams are equal, or nearly all
-- of one text is in the other.
CREATE OR REPLACE FUNCTION is_variant(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN similarity(one, other) >= 0.5 OR word_similarity(one, other) >= 0.8 OR word_similarity(other, one) >= 0.8;

-- The last day of spoken_during(). An infinite date instead of none lets a scan of an index end there.
CREATE OR REPLACE FUNCTION spoken_until(spoken_at date, spoken_at_precision text, spoken_before date) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(upper(spoken_during(spoken_at, spoken_at_precision, spoken_before)) - 1, 'infinity');

-- Whether two quotes with the same words contradict each other. "Said that she never paid" does not contradict "she
-- never paid", whether an article calls it a denial or a statement.
CREATE OR REPLACE FUNCTION contradict(
        one_type text, one_act text, one_cue_denies boolean, other_type text, other_act text, other_cue_denies boolean)
    RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN are_opposite(one_type, one_act, one_cue_denies, other_type, other_act, other_cue_denies)
        AND coalesce(one_cue_denies <> other_cue_denies, one_cue_denies, other_cue_denies, true);

-- Pairs of quotes that may be variants of one statement: they have the same speaker or source, and either overlapping
-- dates and similar texts, or the same words at different times. Statements that contradict each other are no variants.
-- Each pair is in the view in both directions.
--
-- Some people have tens of thousands of quotes. An index finds those of the same words, and of the same dates: the
-- quotes of a day, the quotes of a month or a year, which starts up to 366 days before, and the quotes without a date.
CREATE OR REPLACE VIEW quote_variant AS
    SELECT one.id AS quote_id, other.id AS variant_id
    FROM quote one JOIN quote other ON other.speaker_id = one.speaker_id AND other.statement = one.statement
    WHERE other.id <> one.id
      AND NOT contradict(
          one.type, one.speech_act, one.cue_denies, other.type, other.speech_act, other.cue_denies)
    UNION ALL
    SELECT one.id, other.id
    FROM quote one, LATERAL (
        SELECT id, text, type, speech_act, cue_denies, statement, spoken_at, spoken_at_precision,
            spoken_after, spoken_before
        FROM quote
        WHERE speaker_id = one.speaker_id AND spoken_at_precision = 'DAY'
          AND spoken_at >= coalesce(one.spoken_at, '-infinity') - 1
          AND spoken_at <= spoken_until(one.spoken_at, one.spoken_at_precision, one.spoken_before)
        UNION ALL
        SELECT id, text, type, speech_act, cue_denies, statement, spoken_at, spoken_at_precision,
            spoken_after, spoken_before
        FROM quote
        WHERE speaker_id = one.speaker_id AND spoken_at_precision <> 'DAY'
          AND spoken_at > coalesce(one.spoken_at, '-infinity') - 366
          AND spoken_at <= spoken_until(one.spoken_at, one.spoken_at_precision, one.spoken_before)
        UNION ALL
        SELECT id, text, type, speech_act, cue_denies, statement, spoken_at, spoken_at_precision,
            spoken_after, spoken_before
        FROM quote
        WHERE speaker_id = one.speaker_id AND spoken_at IS NULL) other
    WHERE other.id <> one.id AND other.statement <> one.statement
      AND NOT contradict(
          one.type, one.speech_act, one.cue_denies, other.type, other.speech_act, other.cue_denies)
      AND spoken_during(other.spoken_at, other.spoken_at_precision, other.spoken_after, other.spoken_before)
          && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_after, one.spoken_before)
      AND is_variant(compared_text(one.text), compared_text(other.text))
    UNION ALL
    SELECT one.id, other.id
    FROM quote one JOIN quote other ON other.attribution_text = one.attribution_text AND other.statement = one.statement
    WHERE one.speaker_id IS NULL AND other.speaker_id IS NULL AND other.id <> one.id
      AND NOT contradict(
          one.type, one.speech_act, one.cue_denies, other.type, other.speech_act, other.cue_denies)
    UNION ALL
    SELECT one.id, other.id
    FROM quote one, LATERAL (
        SELECT id, text, type, speech_act, cue_denies, statement, spoken_at, spoken_at_precision,
            spoken_after, spoken_before
        FROM quote
        WHERE attribution_text = one.attribution_text AND speaker_id IS NULL AND spoken_at_precision = 'DAY'
          AND spoken_at >= coalesce(one.spoken_at, '-infinity') - 1
          AND spoken_at <= spoken_until(one.spoken_at, one.spoken_at_precision, one.spoken_before)
        UNION ALL
        SELECT id, text, type, speech_act, cue_denies, statement, spoken_at, spoken_at_precision,
            spoken_after, spoken_before
        FROM quote
        WHERE attribution_text = one.attribution_text AND speaker_id IS NULL AND spoken_at_precision <> 'DAY'
          AND spoken_at > coalesce(one.spoken_at, '-infinity') - 366
          AND spoken_at <= spoken_until(one.spoken_at, one.spoken_at_precision, one.spoken_before)
        UNION ALL
        SELECT id, text, type, speech_act, cue_denies, statement, spoken_at, spoken_at_precision,
            spoken_after, spoken_before
        FROM quote
        WHERE attribution_text = one.attribution_text AND speaker_id IS NULL AND spoken_at IS NULL) other
    WHERE one.speaker_id IS NULL AND other.id <> one.id AND other.statement <> one.statement
      AND NOT contradict(
          one.type, one.speech_act, one.cue_denies, other.type, other.speech_act, other.cue_denies)
      AND spoken_during(other.spoken_at, other.spoken_at_precision, other.spoken_after, other.spoken_before)
          && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_after, one.spoken_before)
      AND is_variant(compared_text(one.text), compared_text(other.text));

-- Hibernate maps the view as a join table, and deletes the rows of a quote before it deletes the quote.
CREATE OR REPLACE RULE quote_variant_ignores_delete AS ON DELETE TO quote_variant DO INSTEAD NOTHING;

-- Replaced by the function of V13__Statement_dates.sql.
DROP FUNCTION IF EXISTS spoken_during(date, text);
