-- The nodes of timeline(), by the values that it computes. The nodes of a period are found in one of two ways: among
-- all of the person or event, or among all of the period, if by_period is true. OFFSET 0 keeps the planner from reading
-- all nodes of a person or event, which it expects to be few.
CREATE OR REPLACE FUNCTION timeline_nodes(
        about_type text, about_key bigint, from_day date, to_day date, node_types text[], by_period boolean)
    RETURNS TABLE (node_type text, node_key bigint, date date, place integer, moment timestamptz)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 200
AS $$
#variable_conflict use_column
DECLARE
    is_person CONSTANT boolean := about_type = 'Person';
    first_day CONSTANT date := coalesce(from_day, '-infinity');
    last_day CONSTANT date := coalesce(to_day, 'infinity');
    start_time CONSTANT timestamptz := coalesce(from_day::timestamp AT TIME ZONE 'UTC', '-infinity');
    end_time CONSTANT timestamptz := coalesce((to_day + 1)::timestamp AT TIME ZONE 'UTC', 'infinity');
    -- In timeline_of_many(), PostgreSQL knows the number of the nodes and the days. Otherwise it expects few articles
    -- in the period, and would read all of them. A condition with IS TRUE prevents that.
    are_many CONSTANT boolean := current_setting('plan_cache_mode') = 'force_custom_plan';
BEGIN
    IF node_types IS NULL OR 'Event' = ANY (node_types) THEN
        IF is_person AND by_period THEN
            RETURN QUERY
                SELECT 'Event', e.id, e.start_date, 0, e.start_date::timestamp AT TIME ZONE 'UTC'
                FROM event e
                WHERE e.start_date >= first_day AND e.start_date <= last_day
                  AND EXISTS (SELECT FROM event_participant p
                              WHERE p.person_id = about_key AND p.event_id = e.id OFFSET 0);
        ELSIF is_person THEN
            RETURN QUERY
                SELECT 'Event', e.id, e.start_date, 0, e.start_date::timestamp AT TIME ZONE 'UTC'
                FROM event e
                WHERE e.id IN (SELECT event_id FROM event_participant WHERE person_id = about_key)
                  AND e.start_date >= first_day AND e.start_date <= last_day;
        ELSE
            RETURN QUERY
                SELECT 'Event', e.id, e.start_date, 0, e.start_date::timestamp AT TIME ZONE 'UTC'
                FROM event e
                WHERE e.id IN (
                    SELECT o.id FROM event o WHERE o.id = about_key OR o.super_event_id = about_key
                    UNION SELECT o.super_event_id FROM event o WHERE o.id = about_key
                    UNION SELECT event_id FROM event_link WHERE viewed_from_id = about_key)
                  AND e.start_date >= first_day AND e.start_date <= last_day;
        END IF;
    END IF;

    IF node_types IS NULL OR 'Quote' = ANY (node_types) THEN
        IF is_person THEN
            RETURN QUERY
                SELECT 'Quote', q.id, q.spoken_at, 1, q.spoken_at::timestamp AT TIME ZONE 'UTC'
                FROM quote q
                WHERE q.speaker_id = about_key AND q.spoken_at >= first_day AND q.spoken_at <= last_day;
        ELSIF by_period THEN
            RETURN QUERY
                SELECT 'Quote', q.id, q.spoken_at, 1, q.spoken_at::timestamp AT TIME ZONE 'UTC'
                FROM quote q
                WHERE q.spoken_at >= first_day AND q.spoken_at <= last_day
                  AND (q.occasion_id = about_key
                    OR EXISTS (SELECT FROM quote_topic t
                               WHERE t.event_id = about_key AND t.quote_id = q.id OFFSET 0));
        ELSE
            RETURN QUERY
                SELECT 'Quote', q.id, q.spoken_at, 1, q.spoken_at::timestamp AT TIME ZONE 'UTC'
                FROM quote q
                WHERE q.id IN (
                    SELECT quote_id FROM quote_topic WHERE event_id = about_key
                    UNION SELECT o.id FROM quote o WHERE o.occasion_id = about_key)
                  -- Without IS TRUE, PostgreSQL would read the index of the dates from the first day to the last.
                  AND (q.spoken_at >= first_day AND q.spoken_at <= last_day) IS TRUE;
        END IF;
    END IF;

    IF node_types IS NULL OR 'Article' = ANY (node_types) THEN
        IF is_person AND by_period THEN
            RETURN QUERY
                SELECT 'Article', a.id, (a.date_published AT TIME ZONE 'UTC')::date, 2, a.date_published
                FROM article a
                WHERE a.date_published >= start_time AND a.date_published < end_time
                  AND (EXISTS (SELECT FROM article_mention m
                               WHERE m.person_id = about_key AND m.article_id = a.id OFFSET 0)
                    OR EXISTS (
                        SELECT FROM quote_appearance p
                        WHERE p.article_id = a.id
                          AND EXISTS (SELECT FROM quote q
                                      WHERE q.speaker_id = about_key AND q.id = p.quote_id OFFSET 0)
                        OFFSET 0));
        ELSIF is_person THEN
            RETURN QUERY
                SELECT 'Article', a.id, (a.date_published AT TIME ZONE 'UTC')::date, 2, a.date_published
                FROM article a
                WHERE a.id IN (
                    SELECT article_id FROM article_mention WHERE person_id = about_key
                    UNION SELECT p.article_id FROM quote q JOIN quote_appearance p ON p.quote_id = q.id
                        WHERE q.speaker_id = about_key)
                  AND (are_many OR (a.date_published >= start_time AND a.date_published < end_time) IS TRUE)
                  AND (NOT are_many OR a.date_published >= start_time AND a.date_published < end_time);
        ELSIF by_period THEN
            RETURN QUERY
                SELECT 'Article', a.id, (a.date_published AT TIME ZONE 'UTC')::date, 2, a.date_published
                FROM article a
                WHERE a.date_published >= start_time AND a.date_published < end_time
                  AND (EXISTS (SELECT FROM article_coverage c
                               WHERE c.event_id = about_key AND c.article_id = a.id OFFSET 0)
                    OR EXISTS (
                        SELECT FROM quote_appearance p
                        WHERE p.article_id = a.id
                          AND (EXISTS (SELECT FROM quote_topic t
                                       WHERE t.event_id = about_key AND t.quote_id = p.quote_id OFFSET 0)
                            OR EXISTS (SELECT FROM quote q
                                       WHERE q.occasion_id = about_key AND q.id = p.quote_id OFFSET 0))
                        OFFSET 0));
        ELSE
            RETURN QUERY
                SELECT 'Article', a.id, (a.date_published AT TIME ZONE 'UTC')::date, 2, a.date_published
                FROM article a
                WHERE a.id IN (
                    SELECT article_id FROM article_coverage WHERE event_id = about_key
                    UNION SELECT p.article_id FROM quote_topic t JOIN quote_appearance p ON p.quote_id = t.quote_id
                        WHERE t.event_id = about_key
                    UNION SELECT p.article_id FROM quote q JOIN quote_appearance p ON p.quote_id = q.id
                        WHERE q.occasion_id = about_key)
                  AND (are_many OR (a.date_published >= start_time AND a.date_published < end_time) IS TRUE)
                  AND (NOT are_many OR a.date_published >= start_time AND a.date_published < end_time);
        END IF;
    END IF;
END $$;

-- The nodes of a person or an event with many. PostgreSQL plans the queries for the number of the nodes. It then reads
-- the indexes in their order, instead of from their root for each node.
CREATE OR REPLACE FUNCTION timeline_of_many(
        about_type text, about_key bigint, from_day date, to_day date, node_types text[])
    RETURNS TABLE (node_type text, node_key bigint, date date, place integer, moment timestamptz)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20000
    SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    RETURN QUERY SELECT * FROM timeline_nodes(about_type, about_key, from_day, to_day, node_types, false);
END $$;

-- The timeline of a person or an event: the events, quotes and articles around it, by day (in UTC). On one day, events
-- come before quotes, and quotes before articles. Nodes without a date are left out. A NULL for from_day, to_day or
-- node_types means no restriction. The moment of an article has microseconds.
--
-- PostgreSQL needs two to four times as long to check an article of the period as to read a quote of the person or
-- event. The counts stop at a number, because a count must not take longer than what it saves.
CREATE OR REPLACE FUNCTION timeline(about_type text, about_key bigint, from_day date, to_day date, node_types text[])
    RETURNS TABLE (node_type text, node_key bigint, date date, place integer, moment timestamptz)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 200
    SET plan_cache_mode = force_generic_plan -- To plan the queries takes longer than to run them.
AS $$
DECLARE
    start_time CONSTANT timestamptz := coalesce(from_day::timestamp AT TIME ZONE 'UTC', '-infinity');
    end_time CONSTANT timestamptz := coalesce((to_day + 1)::timestamp AT TIME ZONE 'UTC', 'infinity');
    many CONSTANT integer := 1000;
    most CONSTANT integer := CASE WHEN from_day IS NULL AND to_day IS NULL THEN many ELSE 200000 END;
    own bigint;
    by_period boolean := false;
BEGIN
    IF about_type = 'Person' THEN
        own := (SELECT count(*) FROM (
            SELECT FROM quote WHERE speaker_id = about_key ORDER BY id LIMIT most) counted);
    ELSE
        own := (SELECT count(*) FROM (
            SELECT FROM quote_topic WHERE event_id = about_key ORDER BY quote_id LIMIT most) counted);
    END IF;
    IF from_day IS NOT NULL OR to_day IS NOT NULL THEN
        by_period := own > 4 * (SELECT count(*) FROM (
            SELECT FROM article WHERE date_published >= start_time AND date_published < end_time LIMIT own) counted);
    END IF;
    IF own >= many AND NOT by_period THEN
        RETURN QUERY SELECT * FROM timeline_of_many(about_type, about_key, from_day, to_day, node_types);
    ELSE
        RETURN QUERY SELECT * FROM timeline_nodes(about_type, about_key, from_day, to_day, node_types, by_period);
    END IF;
END $$;

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
