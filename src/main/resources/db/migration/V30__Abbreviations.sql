-- Every transaction that stored a quote by the former function has ended when this one changes it. So the rewriting in
-- V31__Abbreviated_statements.sql sees all of their quotes.
CALL lock_tables('quote');

-- Abbreviations with points are the words that their letters make: U.S. and US, U.N. and UN, a.m. and am, Ph.D. and
-- PhD.

-- The function of V12__Statement_words.sql, changed where it reads US and the points of letters.
CREATE OR REPLACE FUNCTION statement_words(text text, in_language text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    form text COLLATE "und-x-icu" := text;
    -- The marks that group the digits of a number: 1,000 and 1'000.
    group_marks text := ',''٬';
    -- A character for private use marks a place for a while. It is in no text: it counts as invisible.
    place_mark CONSTANT text := chr(57344);
    zero text;
    -- The conjunctions before which a comma is a matter of style, where no other word is spelled like them.
    conjunctions CONSTANT text := CASE lower(split_part(in_language, '-', 1))
        WHEN 'de' THEN 'und|oder|aber'
        WHEN 'en' THEN 'and|but|or|nor'
        WHEN 'es' THEN 'y|e|o|u|pero'
        WHEN 'fr' THEN 'et|ou|mais|ni'
        WHEN 'it' THEN 'e|ed|o|ma'
        WHEN 'nl' THEN 'en|of'
        WHEN 'pt' THEN 'e|ou|mas'
        WHEN 'ru' THEN 'и|а|но|или'
    END;
BEGIN
    -- The time of some replacements grows with the square of the length.
    IF char_length(text) > 10000 THEN
        RETURN text;
    END IF;

    -- One form for each character
    IF octet_length(form) <> char_length(form) THEN
        -- Invisible characters: Unicode's Default_Ignorable_Code_Point, and the Arabic tatweel U+0640.
        form := regexp_replace(form, '[\u00AD\u034F\u061C\u0640\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F'
            '\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3'
            '\U0001D173-\U0001D17A\U000E0000-\U000E0FFF\uE000]', '', 'g');
        IF form ~ '[¨¯´¸˘-˝‗‾﹉-﹌]' THEN
            -- NFKC would make a space and a combining accent of these.
            form := regexp_replace(replace(form, '´', ''''), '[¨¯¸˘-˝‗‾﹉-﹌]', ' ', 'g');
        END IF;
        IF form ~ '\d[²³¹⁰-₉¼-¾⅐-↉\u00A0\u2007\u2009\u202F]' THEN
            -- NFKC would join an exponent, an index or a fraction to the number before it.
            form := regexp_replace(form, '(?<=\d)(?=[²³¹⁰⁴-⁹])', '^', 'g');
            form := regexp_replace(form, '(?<=\d)(?=[₀-₉¼-¾⅐-↉])', ' ', 'g');
            -- A fixed space groups digits in every language.
            form := regexp_replace(form, '(?<=\d)[\u00A0\u2007\u2009\u202F](?=\d\d\d)', '٬', 'g');
        END IF;
        IF form IS NOT NFKC NORMALIZED THEN
            form := normalize(form, NFKC);
        END IF;
        form := regexp_replace(form, '[‘’‚‛′ʹʻʼʽʾʿˈ՚׳ꞌ\u1FBD\u1FBF]', '''', 'g');
        form := regexp_replace(form, '[\u2010\u2011\u2212\u058A\u05BE\u30A0]', '-', 'g');
        form := regexp_replace(form, '[\u2012-\u2015\u2E3A\u2E3B]', '—', 'g');
        form := regexp_replace(form, '[、。،؛۔։՝।॥።፣፤၊။]', '!', 'g');
        form := translate(form, '؟՞፧⁄∕٪٫', '???//%.');
        IF form ~ '(?![0-9])\d' THEN
            FOREACH zero IN ARRAY regexp_split_to_array('٠۰०০੦૦୦௦౦೦൦๐໐၀០', '') LOOP
                form := translate(form, (SELECT string_agg(chr(ascii(zero) + n), '' ORDER BY n)
                    FROM generate_series(0, 9) n), '0123456789');
            END LOOP;
        END IF;
        IF form ~ '[\u3040-\u30FF\u3400-\u9FFF]' THEN
            -- Chinese and Japanese have no spaces between words. A line break in print is one.
            form := regexp_replace(form, '(?<=[\u3040-\u30FF\u3400-\u9FFF])\s+(?=[\u3040-\u30FF\u3400-\u9FFF])',
                '', 'g');
        END IF;
    END IF;
    IF strpos(form, ';') > 0 AND in_language ~* '^el(-|$)' THEN
        form := replace(form, ';', '?'); -- The Greek question mark.
    END IF;
    -- In English, US is the country and not the pronoun, except in a text of capital letters.
    IF strpos(form, 'US') > 0 AND in_language ~* '^en(-|$)' AND form ~ '[[:lower:]]' THEN
        form := regexp_replace(form, '\mUS\M', 'U S', 'g');
    END IF;
    -- Both forms of the Greek sigma are one letter, and İ is the Turkish upper case of i.
    form := replace(replace(replace(lower(form), 'ς', 'σ'), 'i̇', 'i'), '`', '''');

    -- Numbers
    IF form ~ '[0-9]' THEN
        IF form ~ '[0-9][,.''٬ ][0-9]' THEN
            IF in_language ~* ('^(az|be|bg|bs|ca|cs|da|de|el|es|et|eu|fi|fr|gl|hr|hu|hy|id|is|it|ka|kk|lt|lv|mk|nb|nl'
                    '|nn|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|tr|uk|vi)(-|$)')
                AND in_language !~* '^((de|fr|it)-(CH|LI)|es-(419|DO|GT|HN|MX|NI|PA|PE|PR|SV|US))(-|$)'
            THEN
                group_marks := '.''٬ '; -- 1.000,5 or 1 000,5
            END IF;
            -- Replaces the first mark of a number, then up to six others one by one, and then removes them. The limit
            -- bounds the time for long rows of digits.
            form := regexp_replace(form, format('(^|[^0-9.,])([1-9][0-9]{0,2})[%1$s]'
                '(?=(?:[0-9]{2,3}[%1$s]){0,5}[0-9]{3}(?:[^0-9]|$))', group_marks), '\1\2' || place_mark, 'g');
            FOR pass IN 1..6 LOOP
                EXIT WHEN form !~ format('[0-9]\uE000[0-9]{2,3}[%s][0-9]{2,3}(?:[^0-9]|$)', group_marks);
                form := regexp_replace(form, format('([0-9]\uE000[0-9]{2,3})[%s](?=[0-9]{2,3}(?:[^0-9]|$))',
                    group_marks), '\1' || place_mark, 'g');
            END LOOP;
            form := replace(form, place_mark, '');
            IF strpos(group_marks, ',') = 0 THEN
                form := regexp_replace(form, '(?<=[0-9]),(?=[0-9])', '.', 'g');
            END IF;
        END IF;
        -- A number without a digit before the decimal point.
        form := regexp_replace(form, '(?<![^\s[:punct:]]|[.,])\.(?=[0-9])', '0.', 'g');
        IF form ~ '[-—]' THEN
            -- Ranges and results, then signs.
            form := regexp_replace(form, '(?<=[0-9])(?:[-—]|\s[-—]\s|\s—|—\s)(?=[0-9])', '-', 'g');
            form := regexp_replace(form, '(?<![^\s[:punct:]])[-—](?=[$£¥\u20A0-\u20CF]?[0-9])', '-', 'g');
            form := regexp_replace(form, '-([$£¥\u20A0-\u20CF])\s?(?=[0-9])', '\1-', 'g');
        END IF;
        -- A unit is a word of its own: 5km and 5 km.
        form := regexp_replace(form, '([0-9])(?=[[:alpha:]])', '\1 ', 'g');
    END IF;

    -- Symbols are words of their own: currencies, percent, mathematical signs, arrows, pictures.
    form := regexp_replace(rtrim(form, ' .,:!'), '([$+<=>^|~%&#¢-¥§©¬®°±×÷‰\u20A0-\u20CF\u2100-\u2BFF'
        '\U0001F000-\U0001FAFF])', ' \1 ', 'g');

    -- Marks between clauses become a comma. The point of a title is none of them, nor are the points of letters without
    -- spaces between them: U.S., a.m., Ph.D. These become one word, except for the country in English. The point of a
    -- single letter can be the end of a sentence.
    IF strpos(form, '.') > 0 THEN
        form := regexp_replace(form, format('(?<![[:alnum:]])(%s)\.', CASE WHEN in_language ~* '^en(-|$)'
            THEN 'capt|col|dr|gen|gov|jr|lt|mr|mrs|ms|prof|rep|sen|sgt|sr|st|vs' ELSE 'dr|mr|mrs' END), '\1 ', 'g');
        form := regexp_replace(form, '(?<![[:alnum:]])([[:alpha:]]|ph|ll)\.(?=(?:[[:alpha:]]|sc)(?![[:alnum:]]))',
            '\1' || place_mark, 'g');
        form := regexp_replace(form, '(\uE000[[:alpha:]]{1,2})\.', '\1', 'g');
        IF in_language ~* '^en(-|$)' THEN
            form := regexp_replace(form, '(?<![[:alnum:]])u\uE000s(?![[:alnum:]\uE000])', 'u s', 'g');
        END IF;
        form := replace(form, place_mark, '');
    END IF;
    form := regexp_replace(form, '(?<![0-9])[.,:]|[.,:](?![0-9])|[;!—]|--+|(?<=\s)-(?=\s)', ' , ', 'g');

    -- Other punctuation separates words, but not an apostrophe or a hyphen within a word, or a mark within a number.
    form := regexp_replace(form, '(?<![^\s[:punct:]])(?:''|-(?![0-9]))|[''-](?![^\s[:punct:]])|(?<![0-9])/|/(?![0-9])'
        '|(?![-''/.,:?%&§#‰])[[:punct:]]', ' ', 'g');
    IF strpos(form, '?') > 0 THEN
        form := regexp_replace(form, '[\s,?]*\?[\s,?]*', ' ? ', 'g');
    END IF;
    form := regexp_replace(form, '\s\s+|[^\S ]', ' ', 'g');
    IF strpos(form, ' , ') > 0 THEN
        form := regexp_replace(form, ' (?:, )+', ' , ', 'g');
        IF conjunctions IS NOT NULL THEN
            form := regexp_replace(form, format(' , (?=(?:%s) )', conjunctions), ' ', 'g');
        END IF;
    END IF;
    RETURN coalesce(nullif(rtrim(ltrim(form, ' ,?'), ' ,'), ''), text);
END $$;

-- Merges a quote into another one, as V13__Statement_dates.sql does. The better date remains, by the rule of
-- SpokenDate.isBetterThan. The names of the precisions are in the order of the alphabet.
CREATE FUNCTION merge_quote(of_id bigint, into_id bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    has_better_date boolean;
BEGIN
    PERFORM FROM quote WHERE id IN (of_id, into_id) ORDER BY id FOR UPDATE;
    SELECT CASE
            WHEN one.spoken_at IS NULL OR other.spoken_at IS NULL THEN one.spoken_at IS NULL
            WHEN other.spoken_at_precision < one.spoken_at_precision
                AND date_trunc(one.spoken_at_precision, other.spoken_at::timestamp) = one.spoken_at THEN true
            WHEN other.spoken_at_precision > one.spoken_at_precision
                AND date_trunc(other.spoken_at_precision, one.spoken_at::timestamp) = other.spoken_at THEN false
            ELSE other.spoken_at < one.spoken_at
        END INTO has_better_date
        FROM quote one, quote other WHERE one.id = into_id AND other.id = of_id;
    UPDATE quote_appearance moved SET quote_id = into_id WHERE quote_id = of_id AND NOT EXISTS (
        SELECT FROM quote_appearance equal
        WHERE equal.quote_id = into_id AND equal.article_id = moved.article_id
          AND equal.start_offset IS NOT DISTINCT FROM moved.start_offset);
    UPDATE quote_topic moved SET quote_id = into_id WHERE quote_id = of_id AND NOT EXISTS (
        SELECT FROM quote_topic equal WHERE equal.quote_id = into_id AND equal.event_id = moved.event_id);
    UPDATE quote one SET
            speaker_role = coalesce(one.speaker_role, other.speaker_role),
            attribution_text = coalesce(one.attribution_text, other.attribution_text),
            cue = coalesce(one.cue, other.cue),
            occasion_id = coalesce(one.occasion_id, other.occasion_id),
            confidence = coalesce(one.confidence, other.confidence),
            spoken_at = CASE WHEN has_better_date THEN other.spoken_at ELSE one.spoken_at END,
            spoken_at_precision = CASE WHEN has_better_date
                THEN other.spoken_at_precision ELSE one.spoken_at_precision END,
            spoken_before = least(one.spoken_before, other.spoken_before),
            version = one.version + 1
        FROM quote other WHERE one.id = into_id AND other.id = of_id;
    DELETE FROM quote WHERE id = of_id;
END $$;

-- Computes the column quote.statement of a quote again, if it has changed. The quote takes a number that is free, or is
-- merged into a quote that is now the same statement. If other quotes still have a statement of old that equals the new
-- one, they come first. A quote that is longer than V18__Lengths.sql allows cannot be written, and stays as it is.
--
-- The function does not wait long for a lock: V19__Migration_procedures.sql.
CREATE FUNCTION rewrite_statement(of_id bigint, within bigint[] DEFAULT '{}') RETURNS void
    LANGUAGE plpgsql SET lock_timeout = '500ms' AS $$
DECLARE
    changed quote;
    new_statement uuid;
    same_id bigint;
    others CONSTANT text := $query$
        FROM quote WHERE statement = statement_hash($1.text, $1.in_language) AND id <> $1.id
            AND ($1.speaker_id IS NOT NULL AND speaker_id = $1.speaker_id
                 OR $1.speaker_id IS NULL AND speaker_id IS NULL AND attribution_text = $1.attribution_text)
        $query$;
    overlapping CONSTANT text := 'SELECT id ' || others || $query$
            AND statement_hash(text, in_language) = statement
            AND spoken_during(spoken_at, spoken_at_precision, spoken_before)
                && spoken_during($1.spoken_at, $1.spoken_at_precision, $1.spoken_before)
            ORDER BY spoken_at IS NULL, id LIMIT 1 FOR UPDATE
        $query$;
BEGIN
    SELECT * INTO changed FROM quote WHERE id = of_id FOR UPDATE;
    new_statement := statement_hash(changed.text, changed.in_language);
    IF NOT FOUND OR changed.statement = new_statement THEN
        RETURN;
    END IF;
    FOR same_id IN EXECUTE 'SELECT id ' || others || $query$
        AND statement_hash(text, in_language) <> statement AND id <> ALL ($2) ORDER BY id $query$ USING changed, within
    LOOP
        PERFORM rewrite_statement(same_id, within || of_id);
    END LOOP;
    EXECUTE overlapping INTO same_id USING changed;
    IF same_id IS NULL THEN
        EXECUTE 'UPDATE quote SET text = text, occurrence = (SELECT 1 + coalesce(max(occurrence), 0) ' || others
            || ') WHERE id = $1.id' USING changed;
    END IF;
    -- With the better date, a quote can be the same as a further one.
    WHILE same_id IS NOT NULL LOOP
        PERFORM merge_quote(changed.id, same_id);
        SELECT * INTO changed FROM quote WHERE id = same_id;
        EXECUTE overlapping INTO same_id USING changed;
    END LOOP;
    IF within = '{}' THEN
        SET CONSTRAINTS ALL IMMEDIATE;
    END IF;
EXCEPTION WHEN check_violation THEN
    RAISE WARNING 'The quote % keeps the normal form of its words, until it is updated: %', of_id, SQLERRM;
END $$;

-- Computes the column quote.statement again where it has changed. A script of its own calls it after a change of
-- statement_words, outside of a transaction, with a pattern that all changed texts match: the normal form takes longer
-- than the pattern. Each quote is a transaction, so that clients read and write meanwhile. After an interruption, the
-- next call continues.
CREATE PROCEDURE rewrite_statements(pattern text) LANGUAGE plpgsql AS $$
DECLARE
    attempts CONSTANT integer := 60;
    of_id bigint;
BEGIN
    -- Quotes with dates come first.
    FOR of_id IN
        SELECT id FROM quote WHERE text ~ pattern AND statement <> statement_hash(text, in_language)
        ORDER BY spoken_at IS NULL, id
    LOOP
        FOR attempt IN 1..attempts LOOP
            BEGIN
                PERFORM rewrite_statement(of_id);
                EXIT;
            EXCEPTION
                WHEN unique_violation OR exclusion_violation THEN
                    -- A client has stored the same statement. The next attempt sees it.
                    IF attempt > 2 THEN
                        RAISE WARNING 'The quote % keeps the normal form of its words, until it is updated: %',
                            of_id, SQLERRM;
                        EXIT;
                    END IF;
                WHEN lock_not_available OR deadlock_detected THEN
                    IF attempt = attempts THEN
                        RAISE;
                    END IF;
                    PERFORM pg_sleep(0.5 + random());
            END;
        END LOOP;
        COMMIT;
    END LOOP;
END $$;
