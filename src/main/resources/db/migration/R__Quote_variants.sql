-- Whether two texts may be variants of one statement: most of their trigrams are equal, or nearly all of one text is in
-- the other.
CREATE OR REPLACE FUNCTION is_variant(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN similarity(one, other) >= 0.5 OR word_similarity(one, other) >= 0.8 OR word_similarity(other, one) >= 0.8;

-- The days on which a quote may have been spoken. A day includes the next day, because newspapers in other time zones
-- print another date.
CREATE OR REPLACE FUNCTION spoken_during(spoken_at date, spoken_at_precision text) RETURNS daterange
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE spoken_at_precision
        WHEN 'DAY' THEN daterange(spoken_at, spoken_at + 1, '[]')
        WHEN 'MONTH' THEN daterange(spoken_at, (spoken_at + interval '1 month')::date)
        WHEN 'YEAR' THEN daterange(spoken_at, (spoken_at + interval '1 year')::date)
        ELSE daterange(NULL, NULL)
    END;

-- Pairs of quotes that may be variants of one statement: they have the same speaker or source, overlapping dates and
-- similar texts. Each pair is in the view in both directions.
CREATE OR REPLACE VIEW quote_variant AS
    SELECT one.id AS quote_id, other.id AS variant_id
    FROM quote one JOIN quote other ON other.speaker_id = one.speaker_id
    WHERE other.id <> one.id
      AND spoken_during(other.spoken_at, other.spoken_at_precision)
          && spoken_during(one.spoken_at, one.spoken_at_precision)
      AND is_variant(fold_accents(one.text), fold_accents(other.text))
    UNION ALL
    SELECT one.id, other.id
    FROM quote one JOIN quote other ON other.attribution_text = one.attribution_text
    WHERE one.speaker_id IS NULL AND other.speaker_id IS NULL AND other.id <> one.id
      AND spoken_during(other.spoken_at, other.spoken_at_precision)
          && spoken_during(one.spoken_at, one.spoken_at_precision)
      AND is_variant(fold_accents(one.text), fold_accents(other.text));

-- Hibernate maps the view as a join table, and deletes the rows of a quote before it deletes the quote.
CREATE OR REPLACE RULE quote_variant_ignores_delete AS ON DELETE TO quote_variant DO INSTEAD NOTHING;
