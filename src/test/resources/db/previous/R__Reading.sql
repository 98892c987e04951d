-- The people and events that a raw article may mean, for the package "reading.linking".

-- A name without initials: "jane roe" for "Jane Q. Roe".
CREATE OR REPLACE FUNCTION name_without_initials(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN btrim(regexp_replace(' ' || fold_name(name) || ' ', '( [[:alpha:]]\.?)+(?= )', '', 'g'));

-- The slug of a name: its letters in Latin script, and digits, with hyphens between the words.
CREATE OR REPLACE FUNCTION name_slug(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN btrim(regexp_replace(fold_name(name), '[^a-z0-9]+', '-', 'g'), '-');

-- The links of the names in an article. A name of one word is a last name. The result is an object:
-- "slugs" has the slug of each name, empty if the name has no Latin form;
-- "people" has the people whom a name may mean: the number "n" of the name, from 0, and the reason, a LinkReason;
-- "events" has the events whose name, alternate name or identifier is a sequence of words of the text;
-- "rejected" has the quotes of the article that an editor has rejected.
CREATE OR REPLACE FUNCTION reading_links(names text[], article_text text, article_url text) RETURNS jsonb
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET plan_cache_mode = force_generic_plan -- To plan the query takes longer than to run it.
AS $$
DECLARE
    text_form CONSTANT text := phrase_form(article_text);
    keys CONSTANT text[] := ARRAY(
        SELECT DISTINCT key
        FROM (SELECT word, lead(word) OVER (ORDER BY n) AS next
              FROM unnest(string_to_array(btrim(text_form), ' ')) WITH ORDINALITY AS words (word, n)) pairs,
             LATERAL (VALUES (word), (word || ' ' || next)) AS keys_of_pair (key)
        WHERE key IS NOT NULL);
BEGIN
    RETURN (
        WITH given AS MATERIALIZED (
            SELECT n::integer - 1 AS n, fold_name(name) AS folded, name_without_initials(name) AS bare,
                   name_slug(name) AS slug, strpos(btrim(name), ' ') > 0 AS is_full,
                   plainto_tsquery('simple', name_without_initials(name)) AS query
            FROM unnest(names) WITH ORDINALITY AS listed (name, n))
        SELECT jsonb_build_object(
            'slugs', (SELECT coalesce(jsonb_agg(slug ORDER BY n), '[]') FROM given),
            'people', (
                SELECT coalesce(jsonb_agg(jsonb_build_object('n', g.n, 'key', p.id, 'slug', p.slug, 'name', p.name,
                    'description', p.description, 'reason', found.reason) ORDER BY g.n, found.rank, p.id), '[]')
                FROM given g,
                     LATERAL (
                         SELECT DISTINCT ON (one.id) one.id, reasons.rank, reasons.reason
                         FROM (
                             (SELECT p.id, CASE WHEN fold_name(p.name) = g.folded THEN 'NAME'
                                     WHEN NOT g.is_full THEN 'LAST_NAME'
                                     WHEN name_without_initials(p.name) = g.bare THEN 'WITHOUT_INITIALS'
                                     ELSE 'SIMILAR_NAME' END AS reason
                              FROM person p
                              WHERE name_words(p.name) @@ g.query
                                AND (g.is_full OR right(' ' || fold_name(p.name), char_length(g.folded) + 1)
                                    = ' ' || g.folded)
                              ORDER BY fold_name(p.name) <> g.folded, name_without_initials(p.name) <> g.bare, p.id
                              LIMIT 10)
                             UNION ALL
                             (SELECT a.person_id, CASE WHEN fold_name(a.name) = g.folded THEN 'ALTERNATE_NAME'
                                     WHEN NOT g.is_full THEN 'LAST_NAME'
                                     WHEN name_without_initials(a.name) = g.bare THEN 'WITHOUT_INITIALS'
                                     ELSE 'SIMILAR_NAME' END
                              FROM person_name a
                              WHERE name_words(a.name) @@ g.query
                                AND (g.is_full OR right(' ' || fold_name(a.name), char_length(g.folded) + 1)
                                    = ' ' || g.folded)
                              ORDER BY fold_name(a.name) <> g.folded, name_without_initials(a.name) <> g.bare,
                                       a.person_id
                              LIMIT 10)
                             UNION ALL
                             SELECT p.id, 'SLUG' FROM person p WHERE g.is_full AND p.slug = g.slug
                             UNION ALL
                             SELECT k.person_id, 'SLUG' FROM former_person_key k WHERE g.is_full AND k.slug = g.slug
                         ) one
                         JOIN unnest(ARRAY['NAME', 'ALTERNATE_NAME', 'SLUG', 'WITHOUT_INITIALS', 'LAST_NAME',
                             'SIMILAR_NAME']) WITH ORDINALITY AS reasons (reason, rank) USING (reason)
                         ORDER BY one.id, reasons.rank) found
                     JOIN person p ON p.id = found.id),
            'events', (
                SELECT coalesce(jsonb_agg(jsonb_build_object('slug', e.slug, 'words', found.words,
                    'reason', found.reason) ORDER BY e.id, found.reason DESC, found.words), '[]')
                FROM (SELECT id, name AS words, 'NAME' AS reason FROM event WHERE phrase_key(name) = ANY (keys)
                      UNION ALL
                      SELECT event_id, name, 'ALTERNATE_NAME' FROM event_name WHERE phrase_key(name) = ANY (keys)
                      UNION ALL
                      SELECT id, identifier, 'IDENTIFIER' FROM event
                      WHERE identifier IS NOT NULL AND phrase_key(identifier) = ANY (keys)) found
                JOIN event e ON e.id = found.id
                WHERE strpos(text_form, phrase_form(found.words)) > 0),
            'rejected', (
                SELECT coalesce(jsonb_agg(jsonb_build_object('exact', r.exact, 'prefix', coalesce(r.prefix, ''),
                    'suffix', coalesce(r.suffix, '')) ORDER BY r.id), '[]')
                FROM article a JOIN rejected_quote r ON r.article_id = a.id WHERE a.url = article_url)));
END $$;
