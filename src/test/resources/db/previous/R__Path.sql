-- The connections between people, events, quotes and articles. Each connection is in the view twice, once from each
-- end. Its columns are columns of the tables, so indexes of the tables serve conditions on from_type and from_key.
CREATE OR REPLACE VIEW connection AS
    SELECT 'SPEAKER' AS kind, 'Quote' AS from_type, q.id AS from_key, 'Person' AS to_type, q.speaker_id AS to_key,
           q.speech_act AS label, 'OUTGOING' AS direction
        FROM quote q WHERE q.speaker_id IS NOT NULL
    UNION ALL
    SELECT 'SPEAKER', 'Person', q.speaker_id, 'Quote', q.id, q.speech_act, 'INCOMING'
        FROM quote q WHERE q.speaker_id IS NOT NULL
    UNION ALL
    SELECT 'TOPIC', 'Quote', t.quote_id, 'Event', t.event_id, NULL, 'OUTGOING' FROM quote_topic t
    UNION ALL
    SELECT 'TOPIC', 'Event', t.event_id, 'Quote', t.quote_id, NULL, 'INCOMING' FROM quote_topic t
    UNION ALL
    SELECT 'OCCASION', 'Quote', q.id, 'Event', q.occasion_id, NULL, 'OUTGOING'
        FROM quote q WHERE q.occasion_id IS NOT NULL
    UNION ALL
    SELECT 'OCCASION', 'Event', q.occasion_id, 'Quote', q.id, NULL, 'INCOMING'
        FROM quote q WHERE q.occasion_id IS NOT NULL
    UNION ALL
    SELECT 'PARTICIPATION', 'Person', p.person_id, 'Event', p.event_id, p.role, 'OUTGOING' FROM event_participant p
    UNION ALL
    SELECT 'PARTICIPATION', 'Event', p.event_id, 'Person', p.person_id, p.role, 'INCOMING' FROM event_participant p
    UNION ALL
    SELECT 'LINK', 'Event', l.viewed_from_id, 'Event', l.event_id, l.relation, l.direction FROM event_link l
    UNION ALL
    SELECT 'SUPER_EVENT', 'Event', e.id, 'Event', e.super_event_id, NULL, 'OUTGOING'
        FROM event e WHERE e.super_event_id IS NOT NULL
    UNION ALL
    SELECT 'SUPER_EVENT', 'Event', e.super_event_id, 'Event', e.id, NULL, 'INCOMING'
        FROM event e WHERE e.super_event_id IS NOT NULL
    UNION ALL
    SELECT 'APPEARANCE', 'Quote', a.quote_id, 'Article', a.article_id, NULL, 'OUTGOING' FROM quote_appearance a
    UNION ALL
    SELECT 'APPEARANCE', 'Article', a.article_id, 'Quote', a.quote_id, NULL, 'INCOMING' FROM quote_appearance a
    UNION ALL
    SELECT 'MENTION', 'Article', m.article_id, 'Person', m.person_id, m.rel, 'OUTGOING' FROM article_mention m
    UNION ALL
    SELECT 'MENTION', 'Person', m.person_id, 'Article', m.article_id, m.rel, 'INCOMING' FROM article_mention m
    UNION ALL
    SELECT 'COVERAGE', 'Article', c.article_id, 'Event', c.event_id, NULL, 'OUTGOING' FROM article_coverage c
    UNION ALL
    SELECT 'COVERAGE', 'Event', c.event_id, 'Article', c.article_id, NULL, 'INCOMING' FROM article_coverage c
    UNION ALL
    SELECT 'BASED_ON', 'Article', a.id, 'Article', a.is_based_on_id, NULL, 'OUTGOING'
        FROM article a WHERE a.is_based_on_id IS NOT NULL
    UNION ALL
    SELECT 'BASED_ON', 'Article', a.is_based_on_id, 'Article', a.id, NULL, 'INCOMING'
        FROM article a WHERE a.is_based_on_id IS NOT NULL;

-- A node as one number, so that a set of nodes is an array: its key times 4, plus the number of its type.
CREATE OR REPLACE FUNCTION node_number(type text, key bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN key * 4 + CASE type WHEN 'Person' THEN 0 WHEN 'Event' THEN 1 WHEN 'Quote' THEN 2 ELSE 3 END;

-- The type of a node, from its number.
CREATE OR REPLACE FUNCTION node_type(number bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (ARRAY['Person', 'Event', 'Quote', 'Article'])[number % 4 + 1];

-- The connections from the given nodes, at most so many for each type of node. NULL means all.
CREATE OR REPLACE FUNCTION connections_from(nodes bigint[], most bigint)
    RETURNS TABLE (from_node bigint, to_node bigint, kind text, label text, direction text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10000
AS $$
DECLARE
    type text;
    keys bigint[];
BEGIN
    FOREACH type IN ARRAY ARRAY['Person', 'Event', 'Quote', 'Article'] LOOP
        SELECT array_agg(node / 4) INTO keys FROM unnest(nodes) node WHERE node_type(node) = type;
        IF keys IS NOT NULL THEN
            -- EXECUTE with the type as a literal, so that the plan contains only the tables that connect such nodes.
            RETURN QUERY EXECUTE format(
                'SELECT node_number(%1$L, from_key), node_number(to_type, to_key), kind, label, direction
                 FROM connection WHERE from_type = %1$L AND from_key = ANY ($1) LIMIT $2', type)
                USING keys, most;
        END IF;
    END LOOP;
END $$;

-- The connections from the nodes of one layer of the search to the nodes of the next layer. read_from_next says which
-- layer the search expanded; the connections are read from the nodes of that layer.
CREATE OR REPLACE FUNCTION connections_between(one bigint[], next bigint[], read_from_next boolean)
    RETURNS TABLE (from_node bigint, to_node bigint, kind text, label text, direction text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT DISTINCT c.from_node, c.to_node, c.kind, c.label, c.direction
    FROM connections_from(one, NULL) c
    WHERE NOT read_from_next AND c.to_node IN (SELECT unnest(next))
    UNION ALL
    SELECT DISTINCT c.to_node, c.from_node, c.kind, c.label,
           CASE c.direction WHEN 'OUTGOING' THEN 'INCOMING' ELSE 'OUTGOING' END
    FROM connections_from(next, NULL) c
    WHERE read_from_next AND c.to_node IN (SELECT unnest(one));
END;

-- A step of the search: the nodes that connections lead to from the frontier and that were not seen before, and the
-- number of connections read.
CREATE OR REPLACE FUNCTION path_step(
        frontier bigint[], seen bigint[], most bigint, OUT rows_read bigint, OUT reached bigint[])
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH read AS MATERIALIZED (SELECT to_node FROM connections_from(frontier, most))
    SELECT (SELECT count(*) FROM read), ARRAY(SELECT to_node FROM read EXCEPT SELECT unnest(seen));
END;

-- The first paths through layers of nodes. Each layer leads to the next, and only the first max_paths beginnings of
-- paths are kept for each layer.
CREATE OR REPLACE FUNCTION paths_through(layers text[], read_from_next_at integer, max_paths integer)
    RETURNS TABLE (length integer, kinds text[], labels text[], directions text[], nodes bigint[])
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 3
AS $$
DECLARE
    -- Statements and acts of people come before articles that merely contain both nodes.
    kinds_in_order CONSTANT text[] :=
        '{SPEAKER,TOPIC,OCCASION,PARTICIPATION,LINK,SUPER_EVENT,APPEARANCE,COVERAGE,MENTION,BASED_ON}';
    beginnings jsonb := jsonb_build_array(jsonb_build_object('nodes', layers[1]::bigint[], 'steps', '[]'::jsonb));
BEGIN
    FOR i IN 1 .. cardinality(layers) - 1 LOOP
        SELECT jsonb_agg(longer.path ORDER BY longer.place) INTO beginnings
        FROM (
            SELECT jsonb_build_object(
                       'nodes', beginning.path -> 'nodes' || to_jsonb(c.to_node),
                       'steps', beginning.path -> 'steps' || jsonb_build_object(
                           'kind', c.kind, 'label', c.label, 'direction', c.direction)) AS path,
                   row_number() OVER (ORDER BY beginning.place, array_position(kinds_in_order, c.kind), c.to_node,
                                                c.label COLLATE "C", c.direction) AS place
            FROM jsonb_array_elements(beginnings) WITH ORDINALITY AS beginning (path, place)
            JOIN connections_between(
                     ARRAY(SELECT DISTINCT (path -> 'nodes' -> -1)::bigint
                           FROM jsonb_array_elements(beginnings) AS all_of (path)),
                     layers[i + 1]::bigint[], i > read_from_next_at) c
                ON c.from_node = (beginning.path -> 'nodes' -> -1)::bigint
            ORDER BY place LIMIT max_paths) longer;
    END LOOP;
    RETURN QUERY
        SELECT cardinality(layers) - 1,
               ARRAY(SELECT step ->> 'kind'
                     FROM jsonb_array_elements(path -> 'steps') WITH ORDINALITY AS s (step, n) ORDER BY n),
               ARRAY(SELECT step ->> 'label'
                     FROM jsonb_array_elements(path -> 'steps') WITH ORDINALITY AS s (step, n) ORDER BY n),
               ARRAY(SELECT step ->> 'direction'
                     FROM jsonb_array_elements(path -> 'steps') WITH ORDINALITY AS s (step, n) ORDER BY n),
               ARRAY(SELECT node::bigint
                     FROM jsonb_array_elements(path -> 'nodes') WITH ORDINALITY AS s (node, n) ORDER BY n)
        FROM jsonb_array_elements(beginnings) WITH ORDINALITY AS found (path, place)
        ORDER BY place;
END $$;

-- The shortest paths between two nodes. No row if a node does not exist or if the nodes are more than max_length steps
-- apart; one path without steps from a node to itself. Of more than max_paths paths, the first in the order of the
-- kinds, nodes and labels of their steps.
--
-- The search is a bidirectional breadth-first search: each step expands the smaller of the two frontiers, until they
-- meet. After max_rows connections it fails with program_limit_exceeded (54000) and a message for the client.
CREATE OR REPLACE FUNCTION path(
        from_type text, from_key bigint, to_type text, to_key bigint,
        max_length integer, max_paths integer, max_rows bigint)
    RETURNS TABLE (length integer, kinds text[], labels text[], directions text[], nodes bigint[])
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 3
AS $$
DECLARE
    source CONSTANT bigint := node_number(from_type, from_key);
    target CONSTANT bigint := node_number(to_type, to_key);
    -- From each end: the number of steps, the nodes seen, and the frontier: the nodes of the last step.
    source_depth integer := 0;
    target_depth integer := 0;
    source_seen bigint[] := ARRAY[source];
    target_seen bigint[] := ARRAY[target];
    source_frontier bigint[] := ARRAY[source];
    target_frontier bigint[] := ARRAY[target];
    -- The layers that the search has expanded, each an array of nodes as text: arrays of arrays must be rectangular.
    source_layers text[] := '{}';
    target_layers text[] := '{}';
    rows_read bigint := 0;
    rows_now bigint;
    -- The layers of the nodes on shortest paths, from the source to the target.
    layers text[];
    layer bigint[];
    next_layer bigint[];
BEGIN
    IF source IS NULL OR target IS NULL THEN
        RETURN;
    END IF;
    WHILE NOT source_frontier && target_frontier LOOP
        IF source_depth + target_depth = max_length OR source_frontier = '{}' OR target_frontier = '{}' THEN
            RETURN;
        END IF;
        IF cardinality(source_frontier) <= cardinality(target_frontier) THEN
            source_layers := source_layers || source_frontier::text;
            SELECT step.rows_read, step.reached INTO rows_now, source_frontier
                FROM path_step(source_frontier, source_seen, max_rows - rows_read + 1) step;
            source_seen := source_seen || source_frontier;
            source_depth := source_depth + 1;
        ELSE
            target_layers := target_frontier::text || target_layers;
            SELECT step.rows_read, step.reached INTO rows_now, target_frontier
                FROM path_step(target_frontier, target_seen, max_rows - rows_read + 1) step;
            target_seen := target_seen || target_frontier;
            target_depth := target_depth + 1;
        END IF;
        rows_read := rows_read + rows_now;
        IF rows_read > max_rows THEN
            RAISE EXCEPTION USING ERRCODE = 'program_limit_exceeded', MESSAGE = format(
                'The path is not found within %s connections. '
                'Ask for a smaller `maxLength`, or for nodes that are closer.',
                max_rows);
        END IF;
    END LOOP;

    -- From the meeting nodes back to each end, keep the nodes of each layer that lead to the layer before.
    length := source_depth + target_depth;
    layer := ARRAY(SELECT unnest(source_frontier) INTERSECT SELECT unnest(target_frontier));
    layers := ARRAY[layer::text];
    next_layer := layer;
    FOR i IN REVERSE source_depth .. 1 LOOP
        next_layer := ARRAY(
            SELECT DISTINCT from_node FROM connections_between(source_layers[i]::bigint[], next_layer, false));
        layers := next_layer::text || layers;
    END LOOP;
    next_layer := layer;
    FOR i IN 1 .. target_depth LOOP
        next_layer := ARRAY(
            SELECT DISTINCT to_node FROM connections_between(next_layer, target_layers[i]::bigint[], true));
        layers := layers || next_layer::text;
    END LOOP;

    RETURN QUERY SELECT * FROM paths_through(layers, source_depth, max_paths);
END $$;

-- The steps of a path, each with the nodes that it connects.
CREATE OR REPLACE FUNCTION path_steps(kinds text[], labels text[], directions text[], nodes bigint[])
    RETURNS TABLE (kind text, label text, direction text, from_type text, from_key bigint, to_type text, to_key bigint)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 5
BEGIN ATOMIC
    SELECT step.kind, step.label, step.direction,
           node_type(nodes[n]), nodes[n] / 4, node_type(nodes[n + 1]), nodes[n + 1] / 4
    FROM unnest(kinds, labels, directions) WITH ORDINALITY AS step (kind, label, direction, n)
    ORDER BY n;
END;
