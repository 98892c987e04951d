-- The topics of a quote and the events that are linked to them, the nearest in time first, with the days from the start
-- of each event to the quote: negative if the quote is earlier. relation and direction are those of the link as viewed
-- from the topic, and null for the topic itself.
--
-- A quote was made on a day, or in a month, in a year or at an unknown time, between the days that its reports allow.
-- Only the day gives a number of days. The others give the least and the greatest number that are possible.
CREATE OR REPLACE FUNCTION related_events(quote_key bigint, spoken_at date, spoken_at_precision text,
    spoken_after date, spoken_before date, types text[], relations text[], most integer)
    RETURNS TABLE (event_id bigint, topic_id bigint, relation text, direction text,
                   days integer, min_days integer, max_days integer)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT e.id, r.topic_id, r.relation, r.direction,
           CASE WHEN spoken_at_precision = 'DAY' THEN spoken_at - e.start_date END,
           lower(spoken_during(spoken_at, spoken_at_precision, spoken_after, spoken_before)) - e.start_date,
           -- least() ignores null.
           least(CASE spoken_at_precision
                WHEN 'DAY' THEN spoken_at
                WHEN 'MONTH' THEN (spoken_at + interval '1 month - 1 day')::date
                WHEN 'YEAR' THEN (spoken_at + interval '1 year - 1 day')::date
            END, CASE WHEN spoken_at IS NULL OR spoken_at <= spoken_before THEN spoken_before END) - e.start_date
    FROM (SELECT t.event_id AS topic_id, t.event_id, NULL AS relation, NULL AS direction
          FROM quote_topic t WHERE t.quote_id = quote_key AND relations IS NULL
          UNION ALL
          SELECT t.event_id, l.event_id, l.relation, l.direction
          FROM quote_topic t JOIN event_link l ON l.viewed_from_id = t.event_id
          WHERE t.quote_id = quote_key AND (relations IS NULL OR l.relation = ANY (relations))) r
    JOIN event e ON e.id = r.event_id
    WHERE types IS NULL OR e.type = ANY (types)
    ORDER BY abs(CASE WHEN spoken_at_precision = 'DAY' THEN spoken_at - e.start_date END) NULLS LAST,
             e.start_date, e.id, r.topic_id, r.relation, r.direction
    LIMIT most;
END;
