-- The query of one language for a search text, which may contain "a phrase", -without, this or that, and begin* for the
-- beginning of a word.
CREATE OR REPLACE FUNCTION search_query(config regconfig, search_text text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT CASE WHEN beginnings IS NULL THEN words ELSE words && beginnings END
        FROM (SELECT regexp_replace(search_text, '[^\s"*]+\*', ' ', 'g') AS whole_words) parts,
             LATERAL (SELECT websearch_to_tsquery(config, lower(whole_words COLLATE "und-x-icu")) AS stems,
                             websearch_to_tsquery('simple'::regconfig, fold_accents(whole_words)) AS plain) queries,
             -- Words match with and without their accents. An excluded word has only one form: with "stems || plain", a
             -- text that contains one form would match by the absence of the other.
             LATERAL (SELECT CASE WHEN whole_words ~ '(^|\s)-' THEN stems ELSE stems || plain END AS words) either,
             (SELECT string_agg(quote_literal(fold_accents(word[1])) || ':*', ' & ')::tsquery AS beginnings
              FROM regexp_matches(search_text, '([^\s"*()&|!:<>''\\-]+)\*', 'g') word) prefixes);

-- At most so many matches of a query, read from the index of words. The settings force the index: the planner cannot
-- estimate how many rows match a rare word next to a common word.
CREATE OR REPLACE FUNCTION indexed_matches(table_name text, query tsquery, most integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET enable_seqscan = off
    SET enable_indexscan = off
AS $$
DECLARE
    matches bigint[];
BEGIN
    EXECUTE format('SELECT ARRAY(SELECT id FROM %I WHERE words @@ $1 LIMIT $2)', table_name)
        INTO matches USING query, most;
    RETURN matches;
END $$;

-- The latest matches of a query that matches many rows. The settings force a scan of the primary key from its end.
CREATE OR REPLACE FUNCTION latest_matches(table_name text, query tsquery, most integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET enable_seqscan = off
    SET enable_bitmapscan = off
AS $$
DECLARE
    matches bigint[];
BEGIN
    EXECUTE format('SELECT ARRAY(SELECT id FROM %I WHERE words @@ $1 ORDER BY id DESC LIMIT $2)', table_name)
        INTO matches USING query, most;
    RETURN matches;
END $$;

-- The people, quotes, articles and events that match a text, each once, with a rank from 0 to 1. People match by any of
-- their names, in any order of its parts and with small differences in spelling; the other types match by their words,
-- stemmed in the language of each row. node_types restricts the types; NULL means all.
--
-- The function ranks at most the latest 2,000 matches of each type, which limits the cost of frequent words.
CREATE OR REPLACE FUNCTION search(search_text text, node_types text[])
    RETURNS TABLE (node_type text, node_key bigint, rank double precision, looked_for text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000
    SET pg_trgm.similarity_threshold = 0.4
    SET pg_trgm.word_similarity_threshold = 0.6
    SET client_min_messages = warning -- Suppresses the NOTICE for a query of stop words only.
AS $$
DECLARE
    folded text := fold_name(search_text);
    configs regconfig[];
    queries tsquery[];
    any_query tsquery;
    matches bigint[];
    type text;
BEGIN
    IF node_types IS NULL OR 'Person' = ANY (node_types) THEN
        RETURN QUERY
            SELECT 'Person', names.id,
                   max(greatest(similarity(names.name, folded),
                                0.9 * word_similarity(folded, names.name)))::double precision,
                   search_text
            FROM (
                SELECT p.id, fold_name(p.name) AS name FROM person p
                    WHERE fold_name(p.name) % folded OR folded <% fold_name(p.name)
                UNION ALL
                SELECT n.person_id, fold_name(n.name) FROM person_name n
                    WHERE fold_name(n.name) % folded OR folded <% fold_name(n.name)) names
            GROUP BY names.id;
    END IF;

    SELECT array_agg(config), array_agg(query) INTO configs, queries
    FROM (SELECT config, search_query(config, search_text) AS query
          FROM unnest('{arabic,danish,german,greek,english,spanish,finnish,french,hungarian,italian,norwegian,dutch,'
              'portuguese,romanian,russian,swedish,turkish,simple}'::regconfig[]) config) each
    WHERE numnode(query) > 0;
    IF queries IS NULL THEN
        RETURN;
    END IF;
    SELECT string_agg('(' || query || ')', ' | ')::tsquery INTO any_query
    FROM (SELECT DISTINCT query::text AS query FROM unnest(queries) query) different;
    FOREACH type IN ARRAY ARRAY['Quote', 'Article', 'Event'] LOOP
        IF node_types IS NULL OR type = ANY (node_types) THEN
            matches := indexed_matches(lower(type), any_query, 20001);
            IF cardinality(matches) > 20000 THEN
                matches := latest_matches(lower(type), any_query, 2000);
            ELSE
                matches := ARRAY(SELECT id FROM unnest(matches) id ORDER BY id DESC LIMIT 2000);
            END IF;
            RETURN QUERY EXECUTE format(
                -- Normalization 33 = 1 + 32: divides by 1 + the logarithm of the length, and maps ranks below 1.
                'SELECT %L, found.id, ts_rank(found.words, queries.query, 33)::double precision, $4
                 FROM %I found
                 JOIN unnest($2, $3) AS queries (config, query)
                     ON queries.config = text_search_config(found.in_language) AND found.words @@ queries.query
                 WHERE found.id = ANY ($1)',
                type, lower(type))
                USING matches, configs, queries, search_text;
        END IF;
    END LOOP;
END $$;
