-- The terms of a search text: words, which may end with * to mean all words that begin so, and "phrases". A minus
-- before a term excludes it. "or" separates alternatives, which have numbers.
CREATE OR REPLACE FUNCTION search_terms(search_text text)
    RETURNS TABLE (alternative integer, excluded boolean, kind text, term text)
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 5
AS $$
DECLARE
    part text[];
BEGIN
    alternative := 1;
    FOR part IN SELECT regexp_matches(translate(search_text, '“”„‟«»＂－−', '"""""""--'),
        '(-*)(?:"([^"]*)(?:"|$)|([^\s"]+))', 'g')
    LOOP
        excluded := part[1] <> '';
        IF part[2] IS NOT NULL THEN
            kind := 'phrase';
            term := part[2];
        ELSIF NOT excluded AND lower(part[3]) = 'or' THEN
            alternative := alternative + 1;
            CONTINUE;
        ELSE
            kind := CASE WHEN part[3] LIKE '%*' THEN 'beginning' ELSE 'word' END;
            term := rtrim(part[3], '*');
        END IF;
        IF term ~ '\S' THEN
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;

-- The query for a term in both forms (see V20__Search_forms.sql); NULL if the term has no words, or only stop words of
-- the language. Words match by their stems, or as they are without accents and apostrophes.
CREATE OR REPLACE FUNCTION term_query(config regconfig, kind text, form text, plain text) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    unspaced text := '[' || unspaced_characters() || ']+';
    whole tsquery := '';
    beginning text;
    sequence text;
    stems tsquery;
BEGIN
    -- A text contains a sequence of characters if it contains its pairs one after the other.
    IF form ~ unspaced THEN
        FOR sequence IN SELECT part[1] FROM regexp_matches(form, unspaced, 'g') part LOOP
            whole := whole && CASE WHEN char_length(sequence) = 1 THEN (quote_literal(sequence) || ':*')::tsquery
                ELSE (SELECT string_agg(quote_literal(substr(sequence, n, 2)), ' <-> ' ORDER BY n)
                      FROM generate_series(1, char_length(sequence) - 1) n)::tsquery END;
        END LOOP;
        form := regexp_replace(form, unspaced, ' ', 'g');
        plain := regexp_replace(plain, unspaced, ' ', 'g');
    END IF;
    IF kind = 'beginning' THEN
        beginning := substring(plain COLLATE "und-x-icu" from '[[:alnum:]]+$');
        IF beginning IS NOT NULL THEN
            RETURN whole && CASE WHEN plain ~ '[[:alnum:]]''[[:alnum:]]+$'
                THEN phraseto_tsquery('simple', left(plain, -char_length(beginning)))
                    && (quote_literal(beginning) || ':*')::tsquery
                    || (quote_literal(replace(plain, '''', '')) || ':*')::tsquery
                ELSE phraseto_tsquery('simple', left(plain, -char_length(beginning)))
                    && (quote_literal(beginning) || ':*')::tsquery END;
        END IF;
    END IF;
    stems := phraseto_tsquery(config, form);
    IF numnode(stems) > 0 THEN
        whole := whole && CASE kind
            -- The weights keep a phrase from matching a stem and the word after it.
            WHEN 'phrase' THEN weighted(stems, 'ABC') || weighted(phraseto_tsquery('simple', plain), 'D')
            ELSE CASE WHEN stems = phraseto_tsquery('simple', plain) THEN stems
                ELSE stems || phraseto_tsquery('simple', plain) END
        END;
        IF kind = 'word' AND strpos(plain, '''') > 0 THEN
            whole := whole || phraseto_tsquery('simple',
                replace(regexp_replace(plain, '''(?:s|t|d|m|ll|re|ve)$', ''), '''', ''));
        END IF;
    END IF;
    RETURN CASE WHEN numnode(whole) > 0 THEN whole END;
END $$;

-- The query with weights for each of its words.
CREATE OR REPLACE FUNCTION weighted(query tsquery, weights text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(query::text, '''(?= |$|\))', ''':' || weights, 'g')::tsquery;

-- The query of one language for a search text; NULL if no alternative has a term that is not excluded. A text of stop
-- words only is searched as it is. with_exclusions is false for the query that marks what was found.
CREATE OR REPLACE FUNCTION search_query(config regconfig, search_text text, with_exclusions boolean)
    RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    whole tsquery := '';
    part record;
BEGIN
    FOR part IN
        SELECT string_agg('(' || one.query::text || ')', ' & ') FILTER (WHERE NOT excluded)::tsquery AS included,
               string_agg('(' || one.query::text || ')', ' | ') FILTER (WHERE excluded)::tsquery AS excluded
        FROM search_terms(search_text) terms,
             LATERAL (
                 SELECT term_query(config, terms.kind, search_form(terms.term), plain_form(terms.term)) AS query) one
        WHERE one.query IS NOT NULL
        GROUP BY alternative
    LOOP
        IF part.included IS NOT NULL THEN
            whole := whole || CASE WHEN with_exclusions AND part.excluded IS NOT NULL
                THEN part.included && !!part.excluded ELSE part.included END;
        END IF;
    END LOOP;
    IF numnode(whole) > 0 THEN
        RETURN whole;
    END IF;
    RETURN CASE WHEN config <> 'simple'::regconfig THEN search_query('simple', search_text, with_exclusions) END;
END $$;

-- At most many matches of a query, read from the index of words: their number, and the places of the latest ones. The
-- settings force the index: the planner cannot estimate how many rows match a rare word next to a common word.
CREATE OR REPLACE FUNCTION indexed_rows(
        table_name text, query tsquery, many integer, most integer, OUT number bigint, OUT places tid[])
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET enable_seqscan = off
    SET enable_indexscan = off
AS $$
BEGIN
    EXECUTE format('WITH matching AS MATERIALIZED (SELECT id, ctid AS place FROM %I WHERE words @@ $1 LIMIT $2)
            SELECT (SELECT count(*) FROM matching), ARRAY(SELECT place FROM matching ORDER BY id DESC LIMIT $3)',
            table_name)
        INTO number, places USING query, many, most;
END $$;

-- The places of the latest matches of a query among so many rows, at most so many. The settings force a scan of the
-- primary key from its end, which is fast if many rows match.
CREATE OR REPLACE FUNCTION latest_rows(table_name text, query tsquery, of_rows integer, most integer)
    RETURNS tid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET enable_seqscan = off
    SET enable_bitmapscan = off
AS $$
DECLARE
    places tid[];
BEGIN
    EXECUTE format('SELECT ARRAY(
            SELECT place FROM (SELECT ctid AS place, words FROM %I ORDER BY id DESC LIMIT $2) latest
            WHERE words @@ $1 LIMIT $3)',
            table_name)
        INTO places USING query, of_rows, most;
    RETURN places;
END $$;

-- The places of the latest 2,000 matches of a query, read from the index of words or, if that would find many more,
-- from the end of the table. A place leads to a row without an index, and is valid until the end of the statement.
CREATE OR REPLACE FUNCTION newest_rows(table_name text, query tsquery) RETURNS tid[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
    many CONSTANT integer := 20000;
    most CONSTANT integer := 2000;
    sample CONSTANT integer := 200;
    of_rows CONSTANT real := (SELECT reltuples FROM pg_class WHERE oid = table_name::regclass);
    number bigint;
    places tid[] := '{}';
BEGIN
    -- If the index contains many rows, reading them takes longer than finding the latest ones without it.
    IF of_rows > many AND cardinality(latest_rows(table_name, query, sample, sample)) * of_rows > many * sample THEN
        places := latest_rows(table_name, query, 50000, most);
    END IF;
    IF cardinality(places) < most THEN
        SELECT indexed.number, indexed.places INTO number, places
        FROM indexed_rows(table_name, query, many + 1, most) indexed;
        IF number > many THEN
            RETURN latest_rows(table_name, query, NULL, most);
        END IF;
    END IF;
    RETURN places;
END $$;

-- Of earlier versions of this script.
DROP FUNCTION IF EXISTS latest_matches(text, tsquery, integer);
DROP FUNCTION IF EXISTS latest_matches(text, tsquery, integer, integer);
DROP FUNCTION IF EXISTS indexed_matches(text, tsquery, integer);
DROP FUNCTION IF EXISTS newest_matches(text, tsquery);

-- The most matches that are ranked of a text.
CREATE OR REPLACE FUNCTION most_matches(terms text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN char_length(terms) <= 2 THEN 300 ELSE 2000 END;

-- The people who match a search text, with the similarity of their most similar name. A person matches an alternative
-- if a name is similar to its words or contains its terms, if each phrase and each beginning is in a name, and if no
-- name contains an excluded term.
--
-- Of each way to match, the function ranks at most 2,000 names, and 300 for a text of one or two characters: pages
-- suggest people for each character that a user types.
CREATE OR REPLACE FUNCTION search_people(search_text text)
    RETURNS TABLE (person_id bigint, rank double precision)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
    SET pg_trgm.similarity_threshold = 0.4
    SET pg_trgm.word_similarity_threshold = 0.6
    SET plan_cache_mode = force_generic_plan -- To plan the query takes longer than to run it.
AS $$
DECLARE
    sought record;
BEGIN
    FOR sought IN
        SELECT string_agg(fold_name(term), ' ') FILTER (WHERE NOT excluded AND kind = 'word') AS words,
               string_agg(fold_name(term), ' ') FILTER (WHERE NOT excluded) AS included,
               string_agg('(' || query::text || ')', ' & ') FILTER (WHERE NOT excluded)::tsquery AS query,
               array_agg(query) FILTER (WHERE NOT excluded AND kind <> 'word') AS required,
               count(*) FILTER (WHERE NOT excluded) AS terms,
               most_matches(string_agg(term, ' ') FILTER (WHERE NOT excluded)) AS most,
               string_agg('(' || query::text || ')', ' | ') FILTER (WHERE excluded)::tsquery AS excluded
        FROM search_terms(search_text) terms,
             LATERAL (SELECT term_query('simple', kind, name_form(term), name_form(term)) AS query) one
        WHERE query IS NOT NULL
        GROUP BY alternative
    LOOP
        RETURN QUERY
            SELECT names.id,
                   max(greatest(similarity(names.name, sought.included),
                                0.9 * word_similarity(sought.included, names.name),
                                CASE WHEN names.contains THEN 0.6 END))::double precision
            FROM (
                (SELECT p.id, fold_name(p.name) AS name, false AS contains FROM person p
                    WHERE fold_name(p.name) % sought.words OR sought.words <% fold_name(p.name) LIMIT sought.most)
                UNION ALL
                (SELECT n.person_id, fold_name(n.name), false FROM person_name n
                    WHERE fold_name(n.name) % sought.words OR sought.words <% fold_name(n.name) LIMIT sought.most)
                UNION ALL
                (SELECT p.id, fold_name(p.name), true FROM person p
                    WHERE name_words(p.name) @@ sought.query LIMIT sought.most)
                UNION ALL
                (SELECT n.person_id, fold_name(n.name), true FROM person_name n
                    WHERE name_words(n.name) @@ sought.query LIMIT sought.most)) names
            -- A name that matches by a single term contains it.
            WHERE sought.excluded IS NULL AND (sought.required IS NULL OR sought.terms = 1) OR (
                SELECT NOT EXISTS (SELECT FROM unnest(words) name WHERE name @@ sought.excluded)
                    AND NOT EXISTS (SELECT FROM unnest(sought.required) term
                                    WHERE NOT EXISTS (SELECT FROM unnest(words) name WHERE name @@ term))
                FROM (SELECT array_agg(name_words(every_name.name)) AS words
                      FROM (SELECT p.name FROM person p WHERE p.id = names.id
                            UNION ALL
                            SELECT n.name FROM person_name n WHERE n.person_id = names.id) every_name) of_person)
            GROUP BY names.id;
    END LOOP;
END $$;

-- The articles and events whose headline or name is similar to a search text, for a text with a typing error. A part of
-- the title has to be as similar as a name of a person. The indexes of the filters of texts serve it. The limits bound
-- the time of frequent and of many words: a text has at most 60 characters, and the best 20 of 200 titles remain.
CREATE OR REPLACE FUNCTION similar_titles(search_text text, node_types text[])
    RETURNS TABLE (node_type text, node_key bigint, rank double precision)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20
    SET pg_trgm.word_similarity_threshold = 0.6
    SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    -- A text with operators says exactly what it looks for.
    sought CONSTANT text := (
        SELECT fold_case(string_agg(term, ' ')) FROM search_terms(search_text)
        HAVING bool_and(kind = 'word' AND NOT excluded AND alternative = 1)
           AND char_length(string_agg(term, ' ')) BETWEEN 4 AND 60);
BEGIN
    IF 'Event' = ANY (node_types) THEN
        RETURN QUERY
            SELECT 'Event', titles.id, word_similarity(sought, titles.title)::double precision
            FROM (SELECT id, fold_case(name) AS title FROM event WHERE sought <% fold_case(name) LIMIT 200) titles
            ORDER BY 3 DESC, 2 LIMIT 20;
    END IF;
    IF 'Article' = ANY (node_types) THEN
        RETURN QUERY
            SELECT 'Article', titles.id, word_similarity(sought, titles.title)::double precision
            FROM (SELECT id, fold_case(headline) AS title FROM article
                  WHERE sought <% fold_case(headline) LIMIT 200) titles
            ORDER BY 3 DESC, 2 LIMIT 20;
    END IF;
END $$;

-- The people, quotes, articles and events that match a text, each once, with a rank from 0 to 1. People match by their
-- names, with small differences in spelling; the other types match by their words, stemmed in the language of each row.
-- If none of them has the words, events and articles with a similar name or headline follow, ranked below all people.
-- node_types restricts the types; NULL means all.
--
-- The function ranks at most the latest 2,000 matches of each type, which limits the cost of frequent words. Of a text
-- of one or two characters, it ranks any 300 events.
CREATE OR REPLACE FUNCTION search(search_text text, node_types text[])
    RETURNS TABLE (node_type text, node_key bigint, rank double precision, looked_for text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000
    SET client_min_messages = warning -- Suppresses the NOTICE for a query of stop words only.
AS $$
DECLARE
    configs regconfig[];
    queries tsquery[];
    any_query tsquery;
    places tid[];
    type text;
    has_words boolean := false;
    most CONSTANT integer := (
        SELECT most_matches(string_agg(term, ' ')) FROM search_terms(search_text) WHERE NOT excluded);
BEGIN
    IF node_types IS NULL OR 'Person' = ANY (node_types) THEN
        RETURN QUERY
            SELECT 'Person', people.person_id, max(people.rank), search_text
            FROM search_people(search_text) people GROUP BY people.person_id;
    END IF;

    SELECT array_agg(config), array_agg(query) INTO configs, queries
    FROM (SELECT language.config::regconfig AS config,
                 search_query(language.config::regconfig, search_text, true) AS query
          FROM text_language language) each
    WHERE query IS NOT NULL;
    IF queries IS NULL THEN
        RETURN;
    END IF;
    SELECT string_agg('(' || query::text || ')', ' | ')::tsquery INTO any_query
    FROM (SELECT DISTINCT query::text AS query FROM unnest(queries) query) different;
    FOREACH type IN ARRAY ARRAY['Quote', 'Article', 'Event'] LOOP
        IF node_types IS NULL OR type = ANY (node_types) THEN
            places := CASE WHEN type = 'Event' AND most < 2000
                THEN (SELECT indexed.places FROM indexed_rows('event', any_query, most, most) indexed)
                ELSE newest_rows(lower(type), any_query) END;
            RETURN QUERY EXECUTE format(
                -- Normalization 33 = 1 + 32: divides by 1 + the logarithm of the length, and maps ranks below 1.
                -- OFFSET 0 keeps the planner from the index of words, which would find all matches once more.
                'SELECT %L, found.id, ts_rank(found.words, queries.query, 33)::double precision, $4
                 FROM (SELECT id, words, text_search_config(in_language) AS config
                       FROM %I WHERE ctid = ANY ($1) OFFSET 0) found
                 JOIN unnest($2, $3) AS queries (config, query)
                     ON queries.config = found.config AND found.words @@ queries.query',
                type, lower(type))
                USING places, configs, queries, search_text;
            has_words := has_words OR FOUND;
        END IF;
    END LOOP;
    IF node_types IS NULL OR 'Event' = ANY (node_types) THEN
        any_query := search_query('simple', search_text, true);
        RETURN QUERY
            SELECT 'Event', n.event_id,
                   max(ts_rank(search_words('simple', 'A', n.name), any_query, 33))::double precision, search_text
            FROM event_name n JOIN event e ON e.id = n.event_id
            WHERE search_words('simple', 'A', n.name) @@ any_query
                -- Each event is found once: by its own words first.
                AND NOT e.words @@ coalesce((
                    SELECT each.query FROM unnest(configs, queries) AS each (config, query)
                    WHERE each.config = text_search_config(e.in_language)), '')
            GROUP BY n.event_id
            LIMIT most;
        has_words := has_words OR FOUND;
    END IF;
    IF NOT has_words THEN
        RETURN QUERY
            SELECT titles.node_type, titles.node_key, 0.3 * titles.rank, search_text
            FROM similar_titles(search_text, coalesce(node_types, ARRAY['Article', 'Event'])) titles;
    END IF;
END $$;

-- The results of a search, each with its place in an order: the higher, the earlier. order_by is DATE for the latest
-- first and DATE_ASC for the earliest first; everything else, also NULL, means the most relevant first. Results without
-- a date come last. The planner inlines this function.
CREATE OR REPLACE FUNCTION ordered_search(search_text text, node_types text[], order_by text)
    RETURNS TABLE (node_type text, node_key bigint, rank double precision, looked_for text, place double precision)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
    SELECT found.node_type, found.node_key, found.rank, found.looked_for,
           CASE WHEN order_by IN ('DATE', 'DATE_ASC') THEN coalesce(
               CASE order_by WHEN 'DATE' THEN 1 ELSE -1 END * (CASE found.node_type
                   WHEN 'Quote' THEN (SELECT spoken_at FROM quote WHERE id = found.node_key)
                   WHEN 'Article' THEN
                       (SELECT (date_published AT TIME ZONE 'UTC')::date FROM article WHERE id = found.node_key)
                   WHEN 'Event' THEN (SELECT start_date FROM event WHERE id = found.node_key)
               END - DATE '1970-01-01'), -1e9)
           ELSE found.rank END
    FROM search(search_text, node_types) found;
END;
