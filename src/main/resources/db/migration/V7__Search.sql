CREATE EXTENSION IF NOT EXISTS unaccent;

-- A text as it is compared where case, accents and umlauts make no difference.
CREATE FUNCTION fold_accents(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN unaccent('unaccent'::regdictionary, fold_case(text));

-- A name as it is compared: also written in Latin letters, roughly as news agencies do, where it is Cyrillic or Greek. So a
-- name finds its transliterations, and trigrams work in every database: one with the locale C knows no other letters.
CREATE FUNCTION fold_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            fold_accents(name),
            'щ', 'shch'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh'), 'ю', 'yu'), 'я', 'ya'), 'є', 'ye'),
            'ї', 'yi'), 'θ', 'th'), 'χ', 'ch'), 'ψ', 'ps'),
        'абвгдезийклмнопрстуфыэёіґўαβγδεζηικλμνξοπρστυφωъь', 'abvgdeziyklmnoprstufyeeiguavgdeziiklmnxoprstyfo');

CREATE INDEX person_folded_name_trigrams ON person USING gin (fold_name(name) gin_trgm_ops);
CREATE INDEX person_name_folded_name_trigrams ON person_name USING gin (fold_name(name) gin_trgm_ops);

-- What is said of events, and the words of quotes, are in a language too.
ALTER TABLE event ADD COLUMN in_language text NOT NULL DEFAULT 'en'
    CHECK (in_language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$');
ALTER TABLE quote ADD COLUMN in_language text
    CHECK (in_language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$');

-- How the words of a language (a BCP 47 tag) are cut down to their stems; of one that PostgreSQL does not know, not at all.
CREATE FUNCTION text_search_config(in_language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE lower(split_part(in_language, '-', 1))
        WHEN 'ar' THEN 'arabic'::regconfig
        WHEN 'da' THEN 'danish'::regconfig
        WHEN 'de' THEN 'german'::regconfig
        WHEN 'el' THEN 'greek'::regconfig
        WHEN 'en' THEN 'english'::regconfig
        WHEN 'es' THEN 'spanish'::regconfig
        WHEN 'fi' THEN 'finnish'::regconfig
        WHEN 'fr' THEN 'french'::regconfig
        WHEN 'hu' THEN 'hungarian'::regconfig
        WHEN 'it' THEN 'italian'::regconfig
        WHEN 'nb' THEN 'norwegian'::regconfig
        WHEN 'nl' THEN 'dutch'::regconfig
        WHEN 'nn' THEN 'norwegian'::regconfig
        WHEN 'no' THEN 'norwegian'::regconfig
        WHEN 'pt' THEN 'portuguese'::regconfig
        WHEN 'ro' THEN 'romanian'::regconfig
        WHEN 'ru' THEN 'russian'::regconfig
        WHEN 'sv' THEN 'swedish'::regconfig
        WHEN 'tr' THEN 'turkish'::regconfig
        ELSE 'simple'::regconfig
    END;

-- The words of a text, as stems and, with the least weight, as they are but for case and accents: what begins a word is
-- looked for in those. ICU's lower case is the same in every database, whatever its locale.
CREATE FUNCTION search_words(config regconfig, weight "char", text text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(to_tsvector(config, lower(text COLLATE "und-x-icu")), weight)
        || setweight(to_tsvector('simple'::regconfig, fold_accents(text)), 'D');

ALTER TABLE quote ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (
    search_words(text_search_config(in_language), 'A', text)
    || search_words('simple'::regconfig, 'C', coalesce(attribution_text, ''))) STORED;
ALTER TABLE event ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (
    search_words(text_search_config(in_language), 'A', name)
    || search_words(text_search_config(in_language), 'B', coalesce(description, ''))
    || search_words('simple'::regconfig, 'C', coalesce(identifier, '') || ' ' || coalesce(location, ''))) STORED;
ALTER TABLE article ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (
    search_words(text_search_config(in_language), 'A', headline)
    || search_words(text_search_config(in_language), 'B', coalesce(abstract, ''))
    -- PostgreSQL's word lists end at a megabyte; the words of half of that in characters always fit.
    || search_words(text_search_config(in_language), 'C', left(coalesce(body, ''), 200000))) STORED;

CREATE INDEX quote_words ON quote USING gin (words);
CREATE INDEX event_words ON event USING gin (words);
CREATE INDEX article_words ON article USING gin (words);

-- What is looked for, in the words of one language: "a phrase", -without, this or that, and begin* for how a word begins.
CREATE FUNCTION search_query(config regconfig, search_text text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT CASE WHEN beginnings IS NULL THEN words ELSE words && beginnings END
        FROM (SELECT regexp_replace(search_text, '[^\s"*]+\*', ' ', 'g') AS whole_words) parts,
             LATERAL (SELECT websearch_to_tsquery(config, lower(whole_words COLLATE "und-x-icu")) AS stems,
                             websearch_to_tsquery('simple'::regconfig, fold_accents(whole_words)) AS plain) queries,
             -- Words that their language writes with accents are found without them; of what must not be there, one form
             -- would let the other through.
             LATERAL (SELECT CASE WHEN whole_words ~ '(^|\s)-' THEN stems ELSE stems || plain END AS words) either,
             (SELECT string_agg(quote_literal(fold_accents(word[1])) || ':*', ' & ')::tsquery AS beginnings
              FROM regexp_matches(search_text, '([^\s"*()&|!:<>''\\-]+)\*', 'g') word) prefixes);

-- Matches of a query out of the word index, whatever the planner thinks of their number, which it cannot know of a rare word
-- next to a common one.
CREATE FUNCTION indexed_matches(table_name text, query tsquery, most integer) RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE
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

-- The latest matches of a query that has many, met while the table is read from its end.
CREATE FUNCTION latest_matches(table_name text, query tsquery, most integer) RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE
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

-- The people, quotes, articles and events that a text finds, each once, with a rank from 0 to 1. People are found by any of
-- their names, in any order and with a letter wrong; the others by their words, as their language has them.
--
-- Of a type that has more than two thousand matches the latest of them that were recorded are ranked, so that a word that
-- stands everywhere costs no more than that.
CREATE FUNCTION search(search_text text, node_types text[])
    RETURNS TABLE (node_type text, node_key bigint, rank double precision, looked_for text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000
    SET pg_trgm.similarity_threshold = 0.4
    SET pg_trgm.word_similarity_threshold = 0.6
    SET client_min_messages = warning -- Stop words are no news.
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
                   max(greatest(similarity(names.name, folded), 0.9 * word_similarity(folded, names.name)))::double precision,
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
                -- 33: longer texts say a word more often (1), and a rank is less than 1 (32).
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
