-- The timeline of a person or an event: the events, quotes and articles around it, by day (in UTC). On one day, events
-- come before quotes, and quotes before articles. Nodes without a date are left out. A NULL for from_day, to_day or
-- node_types means no restriction. The moment of an article has microseconds.
CREATE OR REPLACE FUNCTION timeline(about_type text, about_key bigint, from_day date, to_day date, node_types text[])
    RETURNS TABLE (node_type text, node_key bigint, date date, place integer, moment timestamptz)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 200
BEGIN ATOMIC
    -- The quotes and articles of a period are found in one of two ways: among all of the person or event, or among all
    -- of the period. PostgreSQL needs about three times as long to check an article of the period as to read a quote of
    -- the person or event. The counts stop at a number, because a count must not take longer than what it saves.
    WITH way AS MATERIALIZED (
        SELECT (from_day IS NOT NULL OR to_day IS NOT NULL)
            AND (SELECT count(*) FROM (
                (SELECT FROM quote WHERE about_type = 'Person' AND speaker_id = about_key ORDER BY id LIMIT 30000)
                UNION ALL
                (SELECT FROM quote_topic WHERE about_type = 'Event' AND event_id = about_key
                    ORDER BY quote_id LIMIT 30000)) own)
            > 3 * (SELECT count(*) FROM (
                SELECT FROM article
                WHERE date_published >= coalesce(from_day::timestamp AT TIME ZONE 'UTC', '-infinity')
                  AND date_published < coalesce((to_day + 1)::timestamp AT TIME ZONE 'UTC', 'infinity')
                LIMIT 10000) of_period) AS by_period),
    events AS (
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
        SELECT 'Event' AS node_type, e.id AS node_key, e.start_date AS date, 0 AS place,
               e.start_date::timestamp AT TIME ZONE 'UTC' AS moment
            FROM event e
            WHERE e.id IN (SELECT id FROM events)
              AND e.start_date >= coalesce(from_day, '-infinity') AND e.start_date <= coalesce(to_day, 'infinity')
              AND (node_types IS NULL OR 'Event' = ANY (node_types))
        UNION ALL
        SELECT 'Quote', q.id, q.spoken_at, 1, q.spoken_at::timestamp AT TIME ZONE 'UTC'
            FROM quote q
            WHERE about_type = 'Person' AND q.speaker_id = about_key
              AND q.spoken_at >= coalesce(from_day, '-infinity') AND q.spoken_at <= coalesce(to_day, 'infinity')
              AND (node_types IS NULL OR 'Quote' = ANY (node_types))
        UNION ALL
        SELECT 'Quote', q.id, q.spoken_at, 1, q.spoken_at::timestamp AT TIME ZONE 'UTC'
            FROM quote q
            WHERE about_type = 'Event' AND NOT (SELECT by_period FROM way)
              AND q.id IN (SELECT id FROM quotes)
              AND q.spoken_at >= coalesce(from_day, '-infinity') AND q.spoken_at <= coalesce(to_day, 'infinity')
              AND (node_types IS NULL OR 'Quote' = ANY (node_types))
        UNION ALL
        SELECT 'Quote', q.id, q.spoken_at, 1, q.spoken_at::timestamp AT TIME ZONE 'UTC'
            FROM quote q
            WHERE about_type = 'Event' AND (SELECT by_period FROM way)
              AND (q.occasion_id = about_key
                OR EXISTS (SELECT FROM quote_topic t WHERE t.quote_id = q.id AND t.event_id = about_key OFFSET 0))
              AND q.spoken_at >= coalesce(from_day, '-infinity') AND q.spoken_at <= coalesce(to_day, 'infinity')
              AND (node_types IS NULL OR 'Quote' = ANY (node_types))
        UNION ALL
        SELECT 'Article', a.id, (a.date_published AT TIME ZONE 'UTC')::date, 2, a.date_published
            FROM article a
            WHERE NOT (SELECT by_period FROM way)
              AND a.date_published >= coalesce(from_day::timestamp AT TIME ZONE 'UTC', '-infinity')
              AND a.date_published < coalesce((to_day + 1)::timestamp AT TIME ZONE 'UTC', 'infinity')
              AND a.id IN (SELECT id FROM articles)
              AND (node_types IS NULL OR 'Article' = ANY (node_types))
        UNION ALL
        SELECT 'Article', a.id, (a.date_published AT TIME ZONE 'UTC')::date, 2, a.date_published
            FROM article a
            WHERE (SELECT by_period FROM way)
              AND a.date_published >= coalesce(from_day::timestamp AT TIME ZONE 'UTC', '-infinity')
              AND a.date_published < coalesce((to_day + 1)::timestamp AT TIME ZONE 'UTC', 'infinity')
              AND (EXISTS (SELECT FROM article_mention m WHERE about_type = 'Person'
                    AND m.article_id = a.id AND m.person_id = about_key OFFSET 0)
                OR EXISTS (SELECT FROM article_coverage c WHERE about_type = 'Event'
                    AND c.article_id = a.id AND c.event_id = about_key OFFSET 0)
                OR EXISTS (SELECT FROM quote_appearance p JOIN quote q ON q.id = p.quote_id
                    WHERE p.article_id = a.id
                      AND (about_type = 'Person' AND q.speaker_id = about_key
                        OR about_type = 'Event' AND (q.occasion_id = about_key OR EXISTS (
                            SELECT FROM quote_topic t WHERE t.quote_id = q.id AND t.event_id = about_key OFFSET 0)))
                    OFFSET 0))
              AND (node_types IS NULL OR 'Article' = ANY (node_types)))
    SELECT node_type, node_key, date, place, moment FROM items;
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
