-- The ranges of a text that match a search text, in code points and in order. The search compares forms of texts (see
-- V20__Search_forms.sql), which can be shorter or longer than the texts.
CREATE OR REPLACE FUNCTION search_matches(config regconfig, text text, looked_for text)
    RETURNS TABLE (start_offset integer, end_offset integer)
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET client_min_messages = warning -- Suppresses the NOTICE for a query of stop words only.
AS $$
DECLARE
    form text COLLATE "und-x-icu" := translate(plain_form(text), U&'\E000\E001', '  ');
    pattern text;
    spaced text := form;
    found int4multirange;
    of_form integer[];
    of_text integer[];
    match int4range;
BEGIN
    IF octet_length(form) <> char_length(form) OR strpos(form, '''') > 0 THEN
        pattern := search_pattern(looked_for);
        spaced := regexp_replace(form, '[' || unspaced_characters() || ']', ' ', 'g');
    END IF;
    -- ts_headline marks the matches with two private-use characters.
    found := marked_ranges(ts_headline(config, spaced, search_query(config, fold_accents(looked_for), false),
        U&'HighlightAll=true, StartSel=\E000, StopSel=\E001'));
    IF form ~ pattern THEN
        found := found + marked_ranges(regexp_replace(form, pattern, U&'\E000\\&\E001', 'g'));
    END IF;
    IF isempty(found) THEN
        RETURN;
    END IF;
    IF char_length(form) <> char_length(text) OR char_length(search_form(text)) <> char_length(text) THEN
        SELECT array_agg(offset_of_form ORDER BY offset_of_form, offset_of_text),
               array_agg(offset_of_text ORDER BY offset_of_form, offset_of_text) INTO of_form, of_text
        FROM form_offsets(text);
    END IF;
    FOREACH match IN ARRAY ARRAY(SELECT unnest(found)) LOOP
        start_offset := offset_before_form(lower(match), of_form, of_text);
        end_offset := offset_before_form(upper(match), of_form, of_text);
        IF start_offset < end_offset THEN
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;

-- The regular expression that finds, in the form of a text, the parts that ts_headline does not: sequences of
-- characters of scripts without spaces, and words that have an apostrophe there but not in the search text. NULL if
-- there are none.
CREATE OR REPLACE FUNCTION search_pattern(looked_for text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN (
        SELECT string_agg(part, '|' ORDER BY char_length(part) DESC)
        FROM search_terms(looked_for) terms,
             LATERAL (
                SELECT sequence[1] AS part
                FROM regexp_matches(search_form(terms.term), '[' || unspaced_characters() || ']+', 'g') sequence
                UNION ALL
                SELECT '\m(?=[[:alnum:]]+'')' || regexp_replace(word, '(.)(?!$)', '\1''?', 'g')
                    || CASE terms.kind WHEN 'beginning' THEN '[[:alnum:]]*' ELSE '\M' END
                FROM replace(plain_form(terms.term), '''', '') word
                WHERE word COLLATE "und-x-icu" ~ '^[[:alnum:]]{3,}$' AND word !~ ('[' || unspaced_characters() || ']'))
                parts
        WHERE NOT terms.excluded);
END $$;

-- The ranges between the two private-use characters that mark the start and the end of a match.
CREATE OR REPLACE FUNCTION marked_ranges(marked text) RETURNS int4multirange LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    ranges int4range[] := '{}';
    part text;
    place integer := 0;
    length integer;
BEGIN
    FOREACH part IN ARRAY string_to_array(marked, U&'\E000') LOOP
        length := strpos(part, U&'\E001') - 1;
        IF length > 0 THEN
            ranges := ranges || int4range(place, place + length);
            place := place - 1;
        END IF;
        place := place + char_length(part);
    END LOOP;
    RETURN int4multirange(VARIADIC ranges);
END $$;

-- Offsets in the form of a text and the offsets in the text that they stand for: of each word, of each character of a
-- word that has another length in its form, and of the end.
CREATE OR REPLACE FUNCTION form_offsets(text text) RETURNS TABLE (offset_of_form integer, offset_of_text integer)
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN QUERY
        WITH word AS (
            SELECT found.place, found.part[1] AS word, char_length(found.part[1]) AS length,
                   CASE WHEN octet_length(found.part[1]) = char_length(found.part[1]) THEN char_length(found.part[1])
                       ELSE char_length(plain_form(found.part[1])) END AS form_length
            FROM regexp_matches(text, '\S+|\s+', 'g') WITH ORDINALITY AS found (part, place)),
        letter AS (
            SELECT word.place, letters.place AS letter_place, char_length(plain_form(letter)) AS form_length,
                   sum(char_length(plain_form(letter))) OVER (PARTITION BY word.place) = word.form_length AS adds_up
            FROM word, string_to_table(word.word, NULL) WITH ORDINALITY AS letters (letter, place)
            WHERE word.length <> word.form_length),
        piece AS (
            SELECT place, 0 AS letter_place, length, form_length FROM word
                WHERE place NOT IN (SELECT place FROM letter WHERE adds_up)
            UNION ALL
            SELECT place, letter_place, 1, form_length FROM letter WHERE adds_up)
        SELECT (sum(form_length) OVER pieces - form_length)::integer, (sum(length) OVER pieces - length)::integer
            FROM piece WINDOW pieces AS (ORDER BY place, letter_place)
        UNION ALL
        SELECT sum(form_length)::integer, sum(length)::integer FROM piece;
END $$;

-- The offset in a text of an offset in its form; the same if there are no arrays.
CREATE OR REPLACE FUNCTION offset_before_form(form_offset integer, of_form integer[], of_text integer[]) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN of_form IS NULL THEN form_offset ELSE (
        SELECT least(of_text[place] + form_offset - of_form[place], coalesce(of_text[place + 1], of_text[place]))
        FROM width_bucket(form_offset, of_form) place) END;

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
    words text[];
    ranges int4multirange;
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
        SELECT 'alternateNames', n.name, 'simple', 1
            FROM event_name n WHERE node_type = 'Event' AND n.event_id = node_key
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

    -- The snippet of a person is the most similar name. Its matches are the words that are similar to a search word,
    -- and the parts that match exactly.
    IF node_type = 'Person' THEN
        SELECT array_agg(fold_name(part)) INTO words
            FROM search_terms(looked_for) terms, regexp_split_to_table(terms.term, '\s+') part WHERE NOT excluded;
        SELECT names.field, names.name, matches INTO field, text, ranges
        FROM (SELECT 'name' AS field, p.name, 0 AS place FROM person p WHERE p.id = node_key
              UNION ALL
              SELECT 'alternateNames', n.name, 1 FROM person_name n WHERE n.person_id = node_key) names,
             LATERAL (SELECT range_agg(int4range(m.start_offset, m.end_offset)) AS matches
                      FROM search_matches('simple', names.name, looked_for) m) of_name
        ORDER BY greatest(similarity(fold_name(names.name), array_to_string(words, ' ')),
                          0.9 * word_similarity(array_to_string(words, ' '), fold_name(names.name)),
                          CASE WHEN matches IS NOT NULL THEN 0.6 END) DESC,
                 names.place, names.name COLLATE "C"
        LIMIT 1;
        start_offset := 0;
        stop := 0;
        FOREACH word IN ARRAY string_to_array(text, ' ') LOOP
            IF EXISTS (SELECT FROM unnest(words) sought WHERE similarity(sought, fold_name(word)) >= 0.3) THEN
                ranges := coalesce(ranges, '{}') + int4multirange(int4range(stop, stop + char_length(word)));
            END IF;
            stop := stop + char_length(word) + 1;
        END LOOP;
        match_starts := ARRAY(SELECT lower(range) FROM unnest(ranges) range);
        match_ends := ARRAY(SELECT upper(range) FROM unnest(ranges) range);
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
