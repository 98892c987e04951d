-- The timeline of a person or an event: the events, quotes and articles around it, by day (in UTC). On one day, events
-- come before quotes, and quotes before articles. Nodes without a date are left out. A NULL for from_day, to_day or
-- node_types means no restriction. The moment of an article has microseconds.
CREATE OR REPLACE FUNCTION timeline(about_type text, about_key bigint, from_day date, to_day date, node_types text[])
    RETURNS TABLE (node_type text, node_key bigint, date date, place integer, moment timestamptz)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 200
BEGIN ATOMIC
    WITH events AS (
        SELECT event_id AS id FROM event_participant WHERE about_type = 'Person' AND person_id = about_key
        UNION SELECT e.id FROM event e WHERE about_type = 'Event' AND (e.id = about_key OR e.super_event_id = about_key)
        UNION SELECT e.super_event_id FROM event e WHERE about_type = 'Event' AND e.id = about_key
        UNION SELECT event_id FROM event_link WHERE about_type = 'Event' AND viewed_from_id = about_key),
    quotes AS (
        SELECT q.id FROM quote q WHERE about_type = 'Person' AND q.speaker_id = about_key
        UNION SELECT quote_id FROM quote_topic WHERE about_type = 'Event' AND event_id = about_key
        UNION SELECT q.id FROM quote q WHERE about_type = 'Event' AND q.occasion_id = about_key),
    articles AS (
        SELECT article_id AS id FROM article_mention WHERE about_type = 'Person' AND person_id = about_key
        UNION SELECT article_id FROM article_coverage WHERE about_type = 'Event' AND event_id = about_key
        UNION SELECT article_id FROM quote_appearance WHERE quote_id IN (SELECT id FROM quotes)),
    items AS (
        SELECT 'Event' AS node_type, e.id, e.start_date AS date, 0 AS place,
               e.start_date::timestamp AT TIME ZONE 'UTC' AS moment
            FROM event e WHERE e.id IN (SELECT id FROM events)
        UNION ALL
        SELECT 'Quote', q.id, q.spoken_at, 1, q.spoken_at::timestamp AT TIME ZONE 'UTC'
            FROM quote q WHERE q.id IN (SELECT id FROM quotes)
        UNION ALL
        SELECT 'Article', a.id, (a.date_published AT TIME ZONE 'UTC')::date, 2, a.date_published
            FROM article a WHERE a.id IN (SELECT id FROM articles))
    SELECT * FROM items
    WHERE date IS NOT NULL
      AND (from_day IS NULL OR date >= from_day)
      AND (to_day IS NULL OR date <= to_day)
      AND (node_types IS NULL OR node_type = ANY (node_types));
END;

-- The number of days from the start of an event to a date, negative for a date before the event. NULL where one of the
-- two days is not known.
CREATE OR REPLACE FUNCTION days_since(date date, event_key bigint) RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT $1 - start_date FROM event WHERE id = event_key);

CREATE OR REPLACE FUNCTION days_since(date date, date_precision text, event_key bigint) RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT $1 - start_date FROM event WHERE id = event_key AND date_precision = 'DAY');

CREATE OR REPLACE FUNCTION days_since(instant timestamptz, event_key bigint) RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT ($1 AT TIME ZONE 'UTC')::date - start_date FROM event WHERE id = event_key);
