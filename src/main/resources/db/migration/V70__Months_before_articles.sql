-- The days on which a quote may have been spoken: the function of V68__Occasions.sql. A statement of which only the
-- month or the year is known was made before the articles that report it, too. Rows of earlier versions have no such
-- limit until they are written again. A limit that contradicts the month or the year does not count.
CREATE OR REPLACE FUNCTION spoken_during(
        spoken_at date, spoken_at_precision text, spoken_after date, spoken_before date)
    RETURNS daterange LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN spoken_at IS NULL THEN daterange(spoken_after, spoken_before + 1, '[]')
        WHEN spoken_at_precision = 'DAY' THEN spoken_during(spoken_at, spoken_at_precision, spoken_before)
        ELSE coalesce(
            nullif(
                spoken_during(spoken_at, spoken_at_precision, spoken_before)
                    * daterange(spoken_after, spoken_before + 1, '[]'),
                'empty'),
            spoken_during(spoken_at, spoken_at_precision, spoken_before))
    END;
