-- A node as one number, so that a set of nodes is an array: its key times 4, plus the number of its type.
CREATE OR REPLACE FUNCTION node_number(type text, key bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN key * 4 + CASE type WHEN 'Person' THEN 0 WHEN 'Event' THEN 1 WHEN 'Quote' THEN 2 ELSE 3 END;

-- The type of a node, from its number.
CREATE OR REPLACE FUNCTION node_type(number bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (ARRAY['Person', 'Event', 'Quote', 'Article'])[number % 4 + 1];

-- The connections between people, events, quotes and articles: from the given nodes to nodes of the given types, where
-- NULL means all types. Each kind of connection is here twice, once from each end. Of the connections of each node and
-- kind, only the first most_each, in the order of to_node.
--
-- LATERAL with LIMIT looks each node up in an index, however many connections the planner expects. The planner inlines
-- this function if no argument is a subquery, so a query that reads no label reads mostly indexes. Give a variable for
-- most_each, not NULL: without a limit, the planner would read and sort all connections of a node.
CREATE OR REPLACE FUNCTION connections_from(nodes bigint[], to_types text[], most_each bigint)
    RETURNS TABLE (from_node bigint, to_node bigint, kind text, label text, direction text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
    SELECT node, c.key * 4 + 2, 'SPEAKER', c.label, 'INCOMING'
    FROM unnest(nodes) node, LATERAL (
        SELECT id AS key, speech_act AS label FROM quote WHERE speaker_id = node / 4 ORDER BY id LIMIT most_each) c
    WHERE node % 4 = 0 AND (to_types IS NULL OR 'Quote' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 1, 'PARTICIPATION', c.label, 'OUTGOING'
    FROM unnest(nodes) node, LATERAL (
        SELECT event_id AS key, role AS label FROM event_participant WHERE person_id = node / 4
        ORDER BY event_id LIMIT most_each) c
    WHERE node % 4 = 0 AND (to_types IS NULL OR 'Event' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 3, 'MENTION', c.label, 'INCOMING'
    FROM unnest(nodes) node, LATERAL (
        SELECT article_id AS key, rel AS label FROM article_mention WHERE person_id = node / 4
        ORDER BY article_id LIMIT most_each) c
    WHERE node % 4 = 0 AND (to_types IS NULL OR 'Article' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 2, 'TOPIC', NULL, 'INCOMING'
    FROM unnest(nodes) node, LATERAL (
        SELECT quote_id AS key FROM quote_topic WHERE event_id = node / 4 ORDER BY quote_id LIMIT most_each) c
    WHERE node % 4 = 1 AND (to_types IS NULL OR 'Quote' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 2, 'OCCASION', NULL, 'INCOMING'
    FROM unnest(nodes) node, LATERAL (
        SELECT id AS key FROM quote WHERE occasion_id = node / 4 ORDER BY id LIMIT most_each) c
    WHERE node % 4 = 1 AND (to_types IS NULL OR 'Quote' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4, 'PARTICIPATION', c.label, 'INCOMING'
    FROM unnest(nodes) node, LATERAL (
        SELECT person_id AS key, role AS label FROM event_participant WHERE event_id = node / 4
        ORDER BY person_id LIMIT most_each) c
    WHERE node % 4 = 1 AND (to_types IS NULL OR 'Person' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 1, 'LINK', c.label, c.direction
    FROM unnest(nodes) node, LATERAL (
        SELECT event_id AS key, relation AS label, direction FROM event_link WHERE viewed_from_id = node / 4
        ORDER BY event_id LIMIT most_each) c
    WHERE node % 4 = 1 AND (to_types IS NULL OR 'Event' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 1, 'SUPER_EVENT', NULL, c.direction
    FROM unnest(nodes) node, LATERAL (
        SELECT super_event_id AS key, 'OUTGOING' AS direction FROM event WHERE id = node / 4
        UNION ALL
        (SELECT id, 'INCOMING' FROM event WHERE super_event_id = node / 4 ORDER BY id LIMIT most_each)
        ORDER BY key LIMIT most_each) c
    WHERE node % 4 = 1 AND c.key IS NOT NULL AND (to_types IS NULL OR 'Event' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 3, 'COVERAGE', NULL, 'INCOMING'
    FROM unnest(nodes) node, LATERAL (
        SELECT article_id AS key FROM article_coverage WHERE event_id = node / 4
        ORDER BY article_id LIMIT most_each) c
    WHERE node % 4 = 1 AND (to_types IS NULL OR 'Article' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4, 'SPEAKER', c.label, 'OUTGOING'
    FROM unnest(nodes) node, LATERAL (
        SELECT speaker_id AS key, speech_act AS label FROM quote WHERE id = node / 4 LIMIT most_each) c
    WHERE node % 4 = 2 AND c.key IS NOT NULL AND (to_types IS NULL OR 'Person' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 1, 'TOPIC', NULL, 'OUTGOING'
    FROM unnest(nodes) node, LATERAL (
        SELECT event_id AS key FROM quote_topic WHERE quote_id = node / 4 ORDER BY event_id LIMIT most_each) c
    WHERE node % 4 = 2 AND (to_types IS NULL OR 'Event' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 1, 'OCCASION', NULL, 'OUTGOING'
    FROM unnest(nodes) node, LATERAL (
        SELECT occasion_id AS key FROM quote WHERE id = node / 4 LIMIT most_each) c
    WHERE node % 4 = 2 AND c.key IS NOT NULL AND (to_types IS NULL OR 'Event' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 3, 'APPEARANCE', NULL, 'OUTGOING'
    FROM unnest(nodes) node, LATERAL (
        SELECT article_id AS key FROM quote_appearance WHERE quote_id = node / 4
        ORDER BY article_id LIMIT most_each) c
    WHERE node % 4 = 2 AND (to_types IS NULL OR 'Article' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 2, 'APPEARANCE', NULL, 'INCOMING'
    FROM unnest(nodes) node, LATERAL (
        SELECT quote_id AS key FROM quote_appearance WHERE article_id = node / 4
        ORDER BY quote_id LIMIT most_each) c
    WHERE node % 4 = 3 AND (to_types IS NULL OR 'Quote' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 1, 'COVERAGE', NULL, 'OUTGOING'
    FROM unnest(nodes) node, LATERAL (
        SELECT event_id AS key FROM article_coverage WHERE article_id = node / 4
        ORDER BY event_id LIMIT most_each) c
    WHERE node % 4 = 3 AND (to_types IS NULL OR 'Event' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4, 'MENTION', c.label, 'OUTGOING'
    FROM unnest(nodes) node, LATERAL (
        SELECT person_id AS key, rel AS label FROM article_mention WHERE article_id = node / 4
        ORDER BY person_id LIMIT most_each) c
    WHERE node % 4 = 3 AND (to_types IS NULL OR 'Person' = ANY (to_types))
    UNION ALL
    SELECT node, c.key * 4 + 3, 'BASED_ON', NULL, c.direction
    FROM unnest(nodes) node, LATERAL (
        SELECT is_based_on_id AS key, 'OUTGOING' AS direction FROM article WHERE id = node / 4
        UNION ALL
        (SELECT id, 'INCOMING' FROM article WHERE is_based_on_id = node / 4 ORDER BY id LIMIT most_each)
        ORDER BY key LIMIT most_each) c
    WHERE node % 4 = 3 AND c.key IS NOT NULL AND (to_types IS NULL OR 'Article' = ANY (to_types));
END;

-- The place of a kind in the order of paths: statements and acts of people come before articles that merely contain
-- both nodes.
CREATE OR REPLACE FUNCTION kind_place(kind text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_position(
        '{SPEAKER,TOPIC,OCCASION,PARTICIPATION,LINK,SUPER_EVENT,APPEARANCE,COVERAGE,MENTION,BASED_ON}'::text[], kind);

-- The number of connections of the given nodes, counted in indexes up to most.
CREATE OR REPLACE FUNCTION count_connections(nodes bigint[], most bigint)
    RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN (SELECT count(*) FROM (SELECT FROM connections_from(nodes, NULL, most) LIMIT most) read);
END $$;

-- The connections from the nodes of one layer to the nodes of the next layer, as parallel arrays, which are NULL if
-- there are none. If rows_read is greater than most, the result is incomplete.
--
-- The connections between nodes of two types are read from the layer that has fewer of them. A quote has few
-- connections, so the other layer is tried first, but with a limit: the number that the quotes usually have. If a limit
-- does not suffice, the connections are read from the other layer with a greater limit, and so on. A person with
-- thousands of quotes is thus joined with the quotes of the other layer, and never listed.
CREATE OR REPLACE FUNCTION connections_between(
        one bigint[], next bigint[], most bigint,
        OUT rows_read bigint, OUT from_nodes bigint[], OUT to_nodes bigint[],
        OUT kinds text[], OUT labels text[], OUT directions text[])
    LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
    -- In the order of the number of connections that a node may have. The usual numbers only have to be about right.
    types CONSTANT text[] := '{Person,Event,Article,Quote}';
    usual CONSTANT integer[] := '{8,4,2,1}';
    one_of_type bigint[];
    next_of_type bigint[];
    read_from_next boolean;
    limit_now bigint;
    found record;
BEGIN
    rows_read := 0;
    FOR i IN 1 .. 4 LOOP
        one_of_type := ARRAY(SELECT node FROM unnest(one) node WHERE node_type(node) = types[i]);
        CONTINUE WHEN one_of_type = '{}';
        FOR j IN 1 .. 4 LOOP
            next_of_type := ARRAY(SELECT node FROM unnest(next) node WHERE node_type(node) = types[j]);
            CONTINUE WHEN next_of_type = '{}';
            read_from_next := j < i OR j = i AND cardinality(next_of_type) < cardinality(one_of_type);
            limit_now := CASE WHEN read_from_next THEN cardinality(one_of_type) * usual[i]
                              ELSE cardinality(next_of_type) * usual[j] END;
            LOOP
                WITH read AS MATERIALIZED (
                    SELECT * FROM connections_from(
                        CASE WHEN read_from_next THEN next_of_type ELSE one_of_type END,
                        ARRAY[CASE WHEN read_from_next THEN types[i] ELSE types[j] END],
                        limit_now + 1)
                    LIMIT least(limit_now, most - rows_read) + 1),
                -- A quote may appear in an article several times.
                kept AS (
                    SELECT DISTINCT * FROM read
                    WHERE to_node IN (SELECT unnest(CASE WHEN read_from_next THEN one_of_type ELSE next_of_type END)))
                SELECT (SELECT count(*) FROM read) AS number, array_agg(from_node) AS from_nodes,
                       array_agg(to_node) AS to_nodes, array_agg(kind) AS kinds, array_agg(label) AS labels,
                       array_agg(direction) AS directions,
                       array_agg(CASE direction WHEN 'OUTGOING' THEN 'INCOMING' ELSE 'OUTGOING' END) AS opposites
                INTO found FROM kept;
                rows_read := rows_read + found.number;
                IF rows_read > most THEN
                    RETURN;
                END IF;
                EXIT WHEN found.number <= limit_now;
                limit_now := limit_now * 8;
                read_from_next := NOT read_from_next;
            END LOOP;
            from_nodes := from_nodes || CASE WHEN read_from_next THEN found.to_nodes ELSE found.from_nodes END;
            to_nodes := to_nodes || CASE WHEN read_from_next THEN found.from_nodes ELSE found.to_nodes END;
            kinds := kinds || found.kinds;
            labels := labels || found.labels;
            directions := directions || CASE WHEN read_from_next THEN found.opposites ELSE found.directions END;
        END LOOP;
    END LOOP;
END $$;

-- The first nodes, in the order of paths, that connect the nodes of two layers, with the connections that lead to them
-- from the first layer, which is in the order of paths. NULL if it is unknown whether there are such nodes, or which
-- are the first: that is, if they are not among the first connections of the first nodes. If rows_read is greater than
-- most, the search was given up.
--
-- Two people with tens of thousands of connections have nodes in common. A few of the first connections lead to them.
CREATE OR REPLACE FUNCTION nodes_between(
        layer bigint[], other_layer bigint[], max_nodes integer, most bigint,
        OUT rows_read bigint, OUT from_nodes bigint[], OUT to_nodes bigint[])
    LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
    -- A quote has one speaker: no path leads from a person over a quote to another person.
    only_to_people CONSTANT boolean :=
        NOT EXISTS (SELECT FROM unnest(other_layer) node WHERE node_type(node) <> 'Person');
    most_nodes bigint := 64;
    most_each bigint := 64;
    -- To which types of nodes the connections of the last of these nodes are read, if not to all.
    last_types text[];
    nodes bigint[];
    found record;
    connections record;
    common bigint[];
BEGIN
    rows_read := 0;
    FOR round IN 1 .. 3 LOOP
        nodes := layer[1:most_nodes];
        WITH read AS MATERIALIZED (
            SELECT from_node, to_node, kind, direction FROM connections_from(trim_array(nodes, 1), NULL, most_each)
            UNION ALL
            SELECT from_node, to_node, kind, direction
            FROM connections_from(nodes[cardinality(nodes):], last_types, most_each)
            LIMIT most - rows_read + 1),
        placed AS MATERIALIZED (
            SELECT from_node, to_node, n.place AS node_place, kind_place(kind) AS kind_place,
                   count(*) OVER (PARTITION BY from_node, kind) AS number
            FROM read JOIN unnest(nodes) WITH ORDINALITY AS n (node, place) ON n.node = from_node
            WHERE NOT (only_to_people AND kind = 'SPEAKER' AND direction = 'INCOMING')),
        -- Where the first connection is that was not read. The connections after it are not used.
        unread AS (
            SELECT node_place, kind_place, max(to_node) AS to_node FROM placed WHERE number >= most_each
            GROUP BY node_place, kind_place ORDER BY node_place, kind_place LIMIT 1),
        used AS (
            SELECT * FROM placed p
            WHERE NOT EXISTS (SELECT FROM unread u WHERE (p.node_place, p.kind_place, p.to_node)
                                                         >= (u.node_place, u.kind_place, u.to_node)))
        SELECT (SELECT count(*) FROM read) AS number, (SELECT node_place FROM unread) AS unread_node,
               ARRAY(SELECT DISTINCT node_type(p.to_node) FROM placed p JOIN unread u USING (node_place)
                     WHERE p.kind_place <= u.kind_place) AS unread_types,
               array_agg(from_node ORDER BY node_place, kind_place, to_node) AS from_nodes,
               array_agg(to_node ORDER BY node_place, kind_place, to_node) AS to_nodes
        INTO found FROM used;
        rows_read := rows_read + found.number;
        IF rows_read > most THEN
            RETURN;
        END IF;
        connections := connections_between(
            ARRAY(SELECT DISTINCT unnest(found.to_nodes)), other_layer, most - rows_read);
        rows_read := rows_read + connections.rows_read;
        IF rows_read > most THEN
            RETURN;
        END IF;
        common := ARRAY(
            SELECT node FROM unnest(found.to_nodes) WITH ORDINALITY AS n (node, place)
            WHERE node IN (SELECT unnest(connections.from_nodes))
            GROUP BY node ORDER BY min(place) LIMIT max_nodes);
        IF cardinality(common) = max_nodes
                OR found.unread_node IS NULL AND last_types IS NULL AND cardinality(nodes) = cardinality(layer) THEN
            SELECT array_agg(c.from_node), array_agg(c.to_node) INTO from_nodes, to_nodes
            FROM unnest(found.from_nodes, found.to_nodes) AS c (from_node, to_node)
            WHERE c.to_node IN (SELECT unnest(common));
            RETURN;
        END IF;
        IF found.unread_node IS NULL THEN
            most_nodes := most_nodes * 8;
            last_types := NULL;
        ELSE
            most_nodes := found.unread_node;
            last_types := found.unread_types;
            -- The last round reads as many connections as should suffice, if the following ones are like these.
            EXIT WHEN round = 2 AND common = '{}';
            most_each := CASE round WHEN 1 THEN most_each * 8
                                    WHEN 2 THEN most_each * max_nodes / cardinality(common) * 3 / 2 END;
        END IF;
    END LOOP;
END $$;

-- A step of the search: the connections from the frontier to nodes that were not seen before, and these nodes. If the
-- frontier is in the order of paths, so are these nodes.
CREATE OR REPLACE FUNCTION path_expansion(
        frontier bigint[], seen bigint[], most bigint,
        OUT rows_read bigint, OUT from_nodes bigint[], OUT to_nodes bigint[], OUT reached bigint[])
    LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
    WITH read AS MATERIALIZED (
        SELECT from_node, to_node, kind FROM connections_from(frontier, NULL, most) LIMIT most),
    unseen AS MATERIALIZED (SELECT * FROM read WHERE to_node NOT IN (SELECT unnest(seen)))
    SELECT (SELECT count(*) FROM read),
           ARRAY(SELECT from_node FROM unseen),
           ARRAY(SELECT to_node FROM unseen),
           ARRAY(SELECT to_node FROM unseen
                 JOIN unnest(frontier) WITH ORDINALITY AS f (node, place) ON f.node = from_node
                 GROUP BY to_node ORDER BY min(ARRAY[f.place, kind_place(kind)]), to_node)
    INTO rows_read, from_nodes, to_nodes, reached;
END $$;

-- Ends a search that has read too many connections, with a message for the client.
CREATE OR REPLACE FUNCTION check_path_rows(rows_read bigint, max_rows bigint)
    RETURNS void LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    IF rows_read > max_rows THEN
        RAISE EXCEPTION USING ERRCODE = 'program_limit_exceeded', MESSAGE = format(
            'The path is not found within %s connections. '
            'Ask for a smaller `maxLength`, or for nodes that are closer.',
            max_rows);
    END IF;
END $$;

-- The first paths through layers of nodes. Each layer leads to the next, and only the first max_paths beginnings of
-- paths are kept for each layer. rows_read is the number of connections that the search has read before.
CREATE OR REPLACE FUNCTION paths_through(layers text[], max_paths integer, rows_read bigint, max_rows bigint)
    RETURNS TABLE (length integer, kinds text[], labels text[], directions text[], nodes bigint[])
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 3
AS $$
DECLARE
    beginnings jsonb := jsonb_build_array(jsonb_build_object('nodes', layers[1]::bigint[], 'steps', '[]'::jsonb));
    next record;
BEGIN
    FOR i IN 1 .. cardinality(layers) - 1 LOOP
        next := connections_between(
            ARRAY(SELECT DISTINCT (path -> 'nodes' -> -1)::bigint FROM jsonb_array_elements(beginnings) AS b (path)),
            layers[i + 1]::bigint[], max_rows - rows_read);
        rows_read := rows_read + next.rows_read;
        PERFORM check_path_rows(rows_read, max_rows);
        SELECT jsonb_agg(longer.path ORDER BY longer.place) INTO beginnings
        FROM (
            SELECT jsonb_build_object(
                       'nodes', beginning.path -> 'nodes' || to_jsonb(c.to_node),
                       'steps', beginning.path -> 'steps' || jsonb_build_object(
                           'kind', c.kind, 'label', c.label, 'direction', c.direction)) AS path,
                   row_number() OVER (ORDER BY beginning.place, kind_place(c.kind), c.to_node,
                                                c.label COLLATE "C", c.direction) AS place
            FROM jsonb_array_elements(beginnings) WITH ORDINALITY AS beginning (path, place)
            JOIN unnest(next.from_nodes, next.to_nodes, next.kinds, next.labels, next.directions)
                AS c (from_node, to_node, kind, label, direction)
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
-- The search is a bidirectional breadth-first search: each step expands the frontier with fewer connections. If both
-- have many, the search first looks for paths of one and of two more steps, which need no expansion: joins find the
-- connections and the nodes between the frontiers. The last step before max_length is such a join, too.
--
-- After max_rows connections the search fails with program_limit_exceeded (54000) and a message for the client. All
-- connections that are read or counted are included, also those that are read several times.
CREATE OR REPLACE FUNCTION path(
        from_type text, from_key bigint, to_type text, to_key bigint,
        max_length integer, max_paths integer, max_rows bigint)
    RETURNS TABLE (length integer, kinds text[], labels text[], directions text[], nodes bigint[])
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 3
    -- The plan of a statement is the same for one node and for thousands, and making it takes longer than most steps.
    SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    source CONSTANT bigint := node_number(from_type, from_key);
    target CONSTANT bigint := node_number(to_type, to_key);
    -- Up to how many connections a frontier is expanded without looking for joins first.
    light CONSTANT bigint := greatest(max_rows / 100, 1);
    -- From each end: the number of steps, the nodes seen, and the frontier: the nodes of the last step. The frontier of
    -- the source is in the order of paths.
    source_depth integer := 0;
    target_depth integer := 0;
    source_seen bigint[] := ARRAY[source];
    target_seen bigint[] := ARRAY[target];
    source_frontier bigint[] := ARRAY[source];
    target_frontier bigint[] := ARRAY[target];
    -- The number of connections of each frontier, counted up to a limit; NULL if not counted.
    source_rows bigint;
    target_rows bigint;
    -- The connections to nodes that were new, in the direction from the source to the target.
    source_from bigint[] := '{}';
    source_to bigint[] := '{}';
    target_from bigint[] := '{}';
    target_to bigint[] := '{}';
    rows_read bigint := 0;
    most bigint;
    found record;
    -- The first nodes of the source's frontier that are on shortest paths, and the nodes of the target's frontier that
    -- follow them, or NULL if both frontiers contain the first.
    ends bigint[] := CASE WHEN source = target THEN ARRAY[source] END;
    starts bigint[];
    -- The layers of the nodes on shortest paths, from the source to the target, each an array of nodes as text: arrays
    -- of arrays must be rectangular.
    layers text[];
    layer bigint[];
BEGIN
    IF source IS NULL OR target IS NULL THEN
        RETURN;
    END IF;
    WHILE ends IS NULL LOOP
        IF source_depth + target_depth = max_length OR source_frontier = '{}' OR target_frontier = '{}' THEN
            RETURN;
        END IF;
        IF source_depth + target_depth + 1 < max_length THEN
            IF source_rows IS NULL OR source_rows < light THEN
                source_rows := count_connections(source_frontier, light);
                rows_read := rows_read + source_rows;
            END IF;
            IF target_rows IS NULL OR target_rows < light THEN
                target_rows := count_connections(target_frontier, least(light, source_rows + 1));
                rows_read := rows_read + target_rows;
            END IF;
            PERFORM check_path_rows(rows_read, max_rows);
        END IF;

        IF source_depth + target_depth + 1 = max_length OR least(source_rows, target_rows) >= light THEN
            found := connections_between(source_frontier, target_frontier, max_rows - rows_read);
            rows_read := rows_read + found.rows_read;
            PERFORM check_path_rows(rows_read, max_rows);
            IF found.from_nodes IS NULL AND source_depth + target_depth + 1 = max_length THEN
                RETURN;
            END IF;
            IF found.from_nodes IS NULL THEN
                found := nodes_between(
                    source_frontier, target_frontier, max_paths, least(max_rows / 5, max_rows - rows_read));
                rows_read := rows_read + found.rows_read;
                PERFORM check_path_rows(rows_read, max_rows);
                IF found.from_nodes IS NOT NULL THEN
                    source_from := source_from || found.from_nodes;
                    source_to := source_to || found.to_nodes;
                    source_frontier := ARRAY(SELECT DISTINCT unnest(found.to_nodes));
                    source_depth := source_depth + 1;
                    found := connections_between(source_frontier, target_frontier, max_rows - rows_read);
                    rows_read := rows_read + found.rows_read;
                    PERFORM check_path_rows(rows_read, max_rows);
                END IF;
            END IF;
            IF found.from_nodes IS NOT NULL THEN
                ends := ARRAY(SELECT node FROM unnest(source_frontier) WITH ORDINALITY AS f (node, place)
                              WHERE node IN (SELECT unnest(found.from_nodes)) ORDER BY place LIMIT max_paths);
                starts := ARRAY(SELECT DISTINCT to_node
                                FROM unnest(found.from_nodes, found.to_nodes) AS c (from_node, to_node)
                                WHERE from_node IN (SELECT unnest(ends)));
                EXIT;
            END IF;
            most := least(light * 5, (max_rows - rows_read) / 4);
            -- If both have more, the smaller frontier is expanded.
            source_rows := count_connections(source_frontier, most);
            target_rows := count_connections(target_frontier, least(most, source_rows + 1));
            rows_read := rows_read + source_rows + target_rows;
        END IF;

        IF source_rows < target_rows
                OR source_rows = target_rows AND cardinality(source_frontier) <= cardinality(target_frontier) THEN
            found := path_expansion(source_frontier, source_seen, max_rows - rows_read + 1);
            source_from := source_from || found.from_nodes;
            source_to := source_to || found.to_nodes;
            source_frontier := found.reached;
            source_seen := source_seen || source_frontier;
            source_depth := source_depth + 1;
            source_rows := NULL;
        ELSE
            found := path_expansion(target_frontier, target_seen, max_rows - rows_read + 1);
            target_from := target_from || found.to_nodes;
            target_to := target_to || found.from_nodes;
            target_frontier := found.reached;
            target_seen := target_seen || target_frontier;
            target_depth := target_depth + 1;
            target_rows := NULL;
        END IF;
        rows_read := rows_read + found.rows_read;
        PERFORM check_path_rows(rows_read, max_rows);
        -- Not the operator &&, which compares each node with each.
        ends := nullif(
            ARRAY(SELECT node FROM unnest(source_frontier) WITH ORDINALITY AS f (node, place)
                  WHERE node IN (SELECT unnest(target_frontier)) ORDER BY place LIMIT max_paths),
            '{}');
    END LOOP;

    -- Back to the source and on to the target, keep the nodes of each layer that are on shortest paths.
    layer := ends;
    layers := ARRAY[layer::text];
    FOR i IN 1 .. source_depth LOOP
        layer := ARRAY(SELECT DISTINCT from_node FROM unnest(source_from, source_to) AS c (from_node, to_node)
                       WHERE to_node IN (SELECT unnest(layer)));
        layers := layer::text || layers;
    END LOOP;
    layer := ends;
    IF starts IS NOT NULL THEN
        layer := starts;
        layers := layers || layer::text;
    END IF;
    FOR i IN 1 .. target_depth LOOP
        layer := ARRAY(SELECT DISTINCT to_node FROM unnest(target_from, target_to) AS c (from_node, to_node)
                       WHERE from_node IN (SELECT unnest(layer)));
        layers := layers || layer::text;
    END LOOP;
    RETURN QUERY SELECT * FROM paths_through(layers, max_paths, rows_read, max_rows);
END $$;

-- The paths, with a refusal that is null; or one row with the reason why the search failed, without a path. So one
-- refused search does not end the statement of a query with other fields.
CREATE OR REPLACE FUNCTION path_or_refusal(
        from_type text, from_key bigint, to_type text, to_key bigint,
        max_length integer, max_paths integer, max_rows bigint)
    RETURNS TABLE (length integer, kinds text[], labels text[], directions text[], nodes bigint[], refusal text)
    LANGUAGE plpgsql STABLE ROWS 3
AS $$
BEGIN
    RETURN QUERY SELECT found.*, NULL::text
        FROM path(from_type, from_key, to_type, to_key, max_length, max_paths, max_rows) found;
EXCEPTION WHEN program_limit_exceeded THEN
    refusal := SQLERRM;
    RETURN NEXT;
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
