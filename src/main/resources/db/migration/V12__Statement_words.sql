-- ---------------------------------------------------------------------------------------------------------------------
-- The normal form of the words of a statement, by which statements are compared
-- ---------------------------------------------------------------------------------------------------------------------

-- V13__Statement_dates.sql makes the new unique indexes.
DROP INDEX quote_statement_of_speaker, quote_statement_of_source;
ALTER TABLE quote DROP COLUMN statement;
DROP FUNCTION statement_words(text);

-- The words of a statement in their normal form, which src/docs/writing.md describes. A text without words is compared
-- as it is. ICU knows case, digits and punctuation of every script, and its result does not depend on the locale of the
-- database.
--
-- The column quote.statement stores the hash of the result. A migration that changes the function must rewrite the
-- column. The function calls only functions of PostgreSQL, so that a restored dump finds them in every search_path.
--
-- Tests before a replacement save time only: most texts are ASCII, and most have no numbers.
CREATE FUNCTION statement_words(text text, in_language text) RETURNS text
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
    -- spaces between them. The point of a single letter can be the end of a sentence.
    IF strpos(form, '.') > 0 THEN
        form := regexp_replace(form, format('(?<![[:alnum:]])(%s)\.', CASE WHEN in_language ~* '^en(-|$)'
            THEN 'capt|col|dr|gen|gov|jr|lt|mr|mrs|ms|prof|rep|sen|sgt|sr|st|vs' ELSE 'dr|mr|mrs' END), '\1 ', 'g');
        form := regexp_replace(form, '(?<![[:alnum:]])([[:alpha:]])\.(?=[[:alpha:]](?:\.|$))', '\1 ' || place_mark,
            'g');
        form := replace(regexp_replace(form, '\uE000([[:alpha:]])\.', '\1 ', 'g'), place_mark, '');
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

-- The hash of a statement. Equal words in two languages are two statements. A hash, because the words can be longer
-- than an index entry may be.
CREATE FUNCTION statement_hash(text text, in_language text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN md5(lower(split_part(coalesce(in_language, ''), '-', 1)) || ' ' || statement_words(text, in_language))::uuid;

ALTER TABLE quote ADD COLUMN statement uuid NOT NULL GENERATED ALWAYS AS (statement_hash(text, in_language)) STORED;
