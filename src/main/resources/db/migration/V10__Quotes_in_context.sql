-- The text around the place where a quote stands: up to so many code points on either side. No row where the article's text
-- is not kept.
CREATE FUNCTION quote_context(article_key bigint, quote_start integer, quote_end integer, radius integer)
    RETURNS TABLE (start_offset integer, end_offset integer, before text, exact text, after text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT greatest(quote_start - radius, 0),
           least(quote_end + radius, char_length(body)),
           substr(body, greatest(quote_start - radius, 0) + 1, quote_start - greatest(quote_start - radius, 0)),
           substr(body, quote_start + 1, quote_end - quote_start),
           substr(body, quote_end + 1, radius)
    FROM article WHERE id = article_key AND body IS NOT NULL;
END;

-- Whether two texts may be wordings of one statement: most of their letters stand in both in the same order, or nearly all
-- of one stand in the other.
CREATE FUNCTION is_variant(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN similarity(one, other) >= 0.5 OR word_similarity(one, other) >= 0.8 OR word_similarity(other, one) >= 0.8;

-- The days on which something was said, as far as that is known, and the day after: papers differ by time zones.
CREATE FUNCTION spoken_during(spoken_at date, spoken_at_precision text) RETURNS daterange LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE spoken_at_precision
        WHEN 'DAY' THEN daterange(spoken_at, spoken_at + 1, '[]')
        WHEN 'MONTH' THEN daterange(spoken_at, (spoken_at + interval '1 month')::date)
        WHEN 'YEAR' THEN daterange(spoken_at, (spoken_at + interval '1 year')::date)
        ELSE daterange(NULL, NULL)
    END;

-- Quotes that may be other wordings of the same statement: by the same speaker or source, at the same time, in words that
-- are nearly the same. Read from both ends.
CREATE VIEW quote_variant AS
    SELECT one.id AS quote_id, other.id AS variant_id
    FROM quote one JOIN quote other ON other.speaker_id = one.speaker_id
    WHERE other.id <> one.id
      AND spoken_during(other.spoken_at, other.spoken_at_precision) && spoken_during(one.spoken_at, one.spoken_at_precision)
      AND is_variant(fold_accents(one.text), fold_accents(other.text))
    UNION ALL
    SELECT one.id, other.id
    FROM quote one JOIN quote other ON other.attribution_text = one.attribution_text
    WHERE one.speaker_id IS NULL AND other.speaker_id IS NULL AND other.id <> one.id
      AND spoken_during(other.spoken_at, other.spoken_at_precision) && spoken_during(one.spoken_at, one.spoken_at_precision)
      AND is_variant(fold_accents(one.text), fold_accents(other.text));

-- To Hibernate the view is a table whose rows go with a quote that is deleted; they do by themselves.
CREATE RULE quote_variant_goes_by_itself AS ON DELETE TO quote_variant DO INSTEAD NOTHING;

CREATE INDEX ON quote (attribution_text) WHERE speaker_id IS NULL;
