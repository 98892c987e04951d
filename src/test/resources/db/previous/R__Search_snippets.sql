-- The ranges of a text that match a search text, in code points. The comparison ignores case and accents, unless
-- removing them would move the characters of the text.
CREATE OR REPLACE FUNCTION search_matches(config regconfig, text text, looked_for text)
    RETURNS TABLE (start_offset integer, end_offset integer)
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET client_min_messages = warning -- Suppresses the NOTICE for a query of stop words only.
AS $$
DECLARE
    folded text := fold_accents(text);
    marked text;
    part text;
    position integer := 0;
    length integer;
BEGIN
    IF char_length(folded) <> char_length(text) THEN
        folded := lower(text COLLATE "und-x-icu");
        IF char_length(folded) <> char_length(text) THEN
            folded := text;
        END IF;
    END IF;
    -- ts_headline marks the matches with two private-use characters, which are first removed from the text.
    marked := ts_headline(
        config, translate(folded, U&'\E000\E001', '  '), search_query(config, fold_accents(looked_for)),
        U&'HighlightAll=true, StartSel=\E000, StopSel=\E001');
    FOREACH part IN ARRAY string_to_array(marked, U&'\E000') LOOP
        length := strpos(part, U&'\E001') - 1;
        IF length > 0 THEN
            start_offset := position;
            end_offset := position + length;
            RETURN NEXT;
            position := position - 1;
        END IF;
        position := position + char_length(part);
    END LOOP;
END $$;

-- The snippets of a node that a search found: for each of the node's texts that matches, the first matches with some
-- text around them. match_starts and match_ends are the ranges of the matches within the snippet.
CREATE OR REPLACE FUNCTION search_snippets(node_type text, node_key bigint, looked_for text)
    RETURNS TABLE (field text, start_offset integer, text text, match_starts integer[], match_ends integer[])
    LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 3
AS $$
DECLARE
    document record;
    match record;
    stop integer;
    found integer;
    word text;
BEGIN
    FOR document IN
        SELECT 'text' AS field, q.text AS whole, text_search_config(q.in_language) AS config, 1 AS most
            FROM quote q WHERE node_type = 'Quote' AND q.id = node_key
        UNION ALL
        SELECT part.field, part.whole, text_search_config(e.in_language), 1
            FROM event e, LATERAL (VALUES
                ('name', e.name), ('description', e.description),
                ('identifier', e.identifier), ('location', e.location))
                AS part (field, whole)
            WHERE node_type = 'Event' AND e.id = node_key AND part.whole <> ''
        UNION ALL
        SELECT part.field, part.whole, text_search_config(a.in_language), part.most
            FROM article a, LATERAL (VALUES
                ('headline', a.headline, 1), ('abstract', a.abstract, 1), ('body', left(a.body, 200000), 3))
                AS part (field, whole, most)
            WHERE node_type = 'Article' AND a.id = node_key AND part.whole <> ''
    LOOP
        found := 0;
        stop := 0;
        text := NULL;
        FOR match IN SELECT * FROM search_matches(document.config, document.whole, looked_for) LOOP
            IF text IS NOT NULL AND match.end_offset <= stop THEN
                match_starts := match_starts || match.start_offset - start_offset;
                match_ends := match_ends || match.end_offset - start_offset;
                CONTINUE;
            END IF;
            IF text IS NOT NULL THEN
                field := document.field;
                RETURN NEXT;
                text := NULL;
            END IF;
            EXIT WHEN found = document.most;
            found := found + 1;
            -- A snippet starts and ends between words where the text has spaces.
            start_offset := greatest(stop, match.start_offset - 80);
            IF start_offset > 0 THEN
                start_offset := start_offset
                    + strpos(substr(document.whole, start_offset + 1, match.start_offset - start_offset), ' ');
            END IF;
            stop := least(char_length(document.whole), greatest(match.end_offset, start_offset + 240));
            IF stop < char_length(document.whole) THEN
                stop := greatest(match.end_offset, stop
                    - strpos(reverse(substr(document.whole, match.end_offset + 1, stop - match.end_offset)), ' '));
            END IF;
            text := substr(document.whole, start_offset + 1, stop - start_offset);
            match_starts := ARRAY[match.start_offset - start_offset];
            match_ends := ARRAY[match.end_offset - start_offset];
        END LOOP;
        IF text IS NOT NULL THEN
            field := document.field;
            RETURN NEXT;
        END IF;
    END LOOP;

    -- The snippet of a person is the most similar name. Its matches are the words that are similar to a search word.
    IF node_type = 'Person' THEN
        SELECT names.field, names.name INTO field, text
        FROM (SELECT 'name' AS field, p.name, 0 AS place FROM person p WHERE p.id = node_key
              UNION ALL
              SELECT 'alternateNames', n.name, 1 FROM person_name n WHERE n.person_id = node_key) names
        ORDER BY greatest(similarity(fold_name(names.name), fold_name(looked_for)),
                          0.9 * word_similarity(fold_name(looked_for), fold_name(names.name))) DESC,
                 names.place, names.name COLLATE "C"
        LIMIT 1;
        start_offset := 0;
        match_starts := '{}';
        match_ends := '{}';
        stop := 0;
        FOREACH word IN ARRAY string_to_array(text, ' ') LOOP
            IF EXISTS (SELECT FROM regexp_split_to_table(fold_name(looked_for), '\s+') looked_for_word
                       WHERE similarity(looked_for_word, fold_name(word)) >= 0.3) THEN
                match_starts := match_starts || stop;
                match_ends := match_ends || stop + char_length(word);
            END IF;
            stop := stop + char_length(word) + 1;
        END LOOP;
        RETURN NEXT;
    END IF;
END $$;

-- The matches of a snippet as rows.
CREATE OR REPLACE FUNCTION text_ranges(starts integer[], ends integer[])
    RETURNS TABLE (start_offset integer, end_offset integer)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 3
BEGIN ATOMIC
    SELECT * FROM unnest(starts, ends);
END;
