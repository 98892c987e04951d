-- Search compares texts in one form, in which spellings of a word are equal: with all kinds of apostrophes or without,
-- with or without vowel points and accents, and with the letters that people exchange. Words of scripts without spaces
-- are found by pairs of characters. src/docs/asking.md describes the form.
--
-- The columns "words" and indexes of names store what these functions return, so a migration that changes one of the
-- functions must also rewrite them, as the next scripts do. Until then, a search can miss a text or a name whose form
-- changes. A function in PL/pgSQL calls only functions of PostgreSQL, so that a restored dump
-- finds them in every search_path.

-- The characters of scripts that put no spaces between words: Han, Kana, Thai, Lao, Khmer and Burmese. For regular
-- expressions.
CREATE FUNCTION unspaced_characters() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '\u0E01-\u0E3A\u0E40-\u0E4E\u0E81-\u0ECD\u0EDC-\u0EDF\u1000-\u103F\u1050-\u109D\u1780-\u17D3\u17D7\u17DC'
        '\u3005-\u3007\u3041-\u3096\u309D-\u309F\u30A1-\u30FA\u30FC-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF'
        '\uF900-\uFAFF\uFF66-\uFF9F\U00020000-\U000323AF';

-- The form of a text in which its words are compared, with accents, which stemmers need. ICU converts the letters of
-- every script, and its result does not depend on the locale of the database. The form contains no punctuation but
-- that of ASCII: in the locale C, PostgreSQL takes other punctuation for letters.
--
-- Tests before a replacement save time only. Few regular expressions are used for most texts, because PostgreSQL
-- keeps only the last 32 that a session compiled, and statement_words() needs most of them.
CREATE FUNCTION search_form(text text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    form text := replace(translate(lower(text COLLATE "und-x-icu"), '’‘“”—–…ς`', '''''     σ'''), 'i̇', 'i');
BEGIN
    IF octet_length(form) = char_length(form) THEN
        RETURN form;
    END IF;
    IF form IS NOT NFC NORMALIZED THEN
        form := normalize(form, NFC);
    END IF;
    IF form !~ '[\u0080-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF×÷\u02B9-\u02BF\u02C8\u0300-\u036F\u0483-\u0487'
        '\u055A\u0589\u058A\u0591-\u05C7\u05F3-\u06FF\u0700-\u070D\u0964\u0965\u0E2F\u0E3F\u0E4F-\u0E5B\u0ED0-\u0ED9'
        '\u1040-\u104F\u10FB\u1361-\u1368\u1680\u17D4-\u17E9\u180B-\u180F\u1FBD\u1FBF\u2000-\u206F\u20A0-\u20CF'
        '\u2190-\u2BFF\u2E00-\u2E7F\u3000-\u3030\u303D-\u303F\u3099\u309A\u30A0\u30FB\uA78C\uFE00-\uFE6F\uFEFF'
        '\uFF00-\uFFFD\U0001F000-\U0001FAFF]'
    THEN
        RETURN form;
    END IF;
    IF form ~ '[\uFF10-\uFF9F]' THEN
        form := normalize(form, NFKC); -- Letters of full and half width.
    END IF;
    -- Apostrophes and hyphens of all kinds.
    form := regexp_replace(form, '[´‛′ʹʻʼʽʾʿˈ՚׳״ꞌ＇\u1FBD\u1FBF]', '''', 'g');
    form := regexp_replace(form, '[\u2010\u2011\u2212\u058A\uFF0D]', '-', 'g');
    -- Invisible characters and the Arabic tatweel, and marks above and below letters: accents that have no composed
    -- letter, Hebrew and Arabic vowel points.
    form := regexp_replace(form, '[\u00AD\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7'
        '\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED'
        '\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3099\u309A\uFE00-\uFE0F\uFEFF]', '', 'g');
    IF form ~ '[\u0600-\u06FF]' THEN
        -- Letters with hamza, the letters of Persian and Urdu, digits.
        form := translate(form, 'أإآٱؤئیکہ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', 'اااا' || 'ويي' || 'كه' || '01234567890123456789');
    ELSIF form ~ '[\u0E50-\u0E59\u0ED0-\u0ED9\u1040-\u1049\u17E0-\u17E9]' THEN
        form := translate(form, '๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩', repeat('0123456789', 4));
    END IF;
    -- Spaces, punctuation and symbols.
    RETURN regexp_replace(form, '[\u0080-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF×÷\u0589\u05BE\u05C0\u05C3\u05C6'
        '\u0600-\u060F\u061B\u061D-\u061F\u066A-\u066D\u06D4\u06DD\u06DE\u06E9\u0700-\u070D\u0964\u0965\u0E2F'
        '\u0E3F\u0E4F\u0E5A\u0E5B\u104A-\u104F\u10FB\u1361-\u1368\u1680\u17D4-\u17D6\u17D8-\u17DB\u2000-\u206F'
        '\u20A0-\u20CF\u2190-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D-\u303F\u30A0\u30FB'
        '\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFE0-\uFFFD'
        '\U0001F000-\U0001FAFF]', ' ', 'g');
END $$;

-- The form of a text without accents. A final taa marbuta and an alef maksura become the letters that people also write
-- for them; stemmers need them.
CREATE FUNCTION plain_form(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(unaccent('unaccent'::regdictionary, search_form(text)), 'ةۃى', 'ههي');

-- The words of a text in both forms: their stems with the given weight; the words themselves, without accents and once
-- more without apostrophes, with the lowest weight; and of scripts without spaces, each pair of characters.
CREATE FUNCTION form_words(config regconfig, weight "char", form text, plain text, unspaced text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    pairs tsvector := '';
    words tsvector;
BEGIN
    IF octet_length(form) <> char_length(form) AND form ~ ('[' || unspaced || ']') THEN
        -- A tsvector holds at most 1 MB. A character of these scripts needs more than twice as much as another.
        IF char_length(form) > 60000 THEN
            form := left(form, greatest(60000,
                200000 - 3 * char_length(regexp_replace(form, '[^' || unspaced || ']+', '', 'g'))));
            plain := left(plain, char_length(form));
        END IF;
        -- The last character of a sequence is also a word: a search for one character looks for words that begin with
        -- it. The positions of a tsvector end at 16,383, so those of a long text start again.
        SELECT string_agg('''' || pair || ''':' || position % 16000 + 1 || weight::text, ' ')::tsvector INTO pairs
        FROM (SELECT concat(character, lead(character) OVER (PARTITION BY sequence ORDER BY place)) AS pair,
                     row_number() OVER (ORDER BY sequence, place) AS position
              FROM regexp_matches(form, '[' || unspaced || ']+', 'g') WITH ORDINALITY AS found (part, sequence),
                   string_to_table(part[1], NULL) WITH ORDINALITY AS characters (character, place)) sequences;
        form := regexp_replace(form, '[' || unspaced || ']+', ' ', 'g');
        plain := regexp_replace(plain, '[' || unspaced || ']+', ' ', 'g');
    END IF;
    words := setweight(to_tsvector(config, form), weight) || setweight(to_tsvector('simple', plain), 'D') || pairs;
    IF strpos(plain, '''') > 0 THEN
        -- O'Brien is also obrien, but not the end of an English contraction or genitive.
        words := words || coalesce((
            SELECT strip(to_tsvector('simple', string_agg(replace(word, '''', ''), ' ')))
            FROM regexp_matches(plain COLLATE "und-x-icu", '[[:alnum:]]+(?:''[[:alnum:]]+)+', 'g') part,
                 LATERAL (SELECT regexp_replace(part[1], '''(?:s|t|d|m|ll|re|ve)$', '') AS word) whole
            WHERE strpos(word, '''') > 0), '');
    END IF;
    RETURN words;
END $$;

-- The words of a long text. A text of many different words, for example with hyphens, can have more than fit into a
-- tsvector, whose lexemes and positions have at most 1 MB. Then these are the words of its beginning. Some space is
-- left for the other texts of a row. The function calls another one, so it has a search_path of its own. A parallel
-- worker cannot catch errors.
CREATE FUNCTION long_text_words(config regconfig, weight "char", form text, plain text, unspaced text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL RESTRICTED SET search_path FROM CURRENT AS $$
DECLARE
    words tsvector;
BEGIN
    LOOP
        BEGIN
            words := form_words(config, weight, form, plain, unspaced);
            IF pg_column_size(words) - 4 * length(words) < 900000 THEN
                RETURN words;
            END IF;
        EXCEPTION WHEN program_limit_exceeded THEN
            -- Continues with a shorter text.
        END;
        form := left(form, char_length(form) * 3 / 4);
        plain := left(plain, char_length(plain) * 3 / 4);
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION search_words(config regconfig, weight "char", text text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN octet_length(text) > 100000
        THEN long_text_words(config, weight, search_form(text), plain_form(text), unspaced_characters())
        ELSE form_words(config, weight, search_form(text), plain_form(text), unspaced_characters()) END;

-- ---------------------------------------------------------------------------------------------------------------------
-- Names
-- ---------------------------------------------------------------------------------------------------------------------

-- The form of a name, without accents, and with Cyrillic and Greek letters transliterated to Latin letters, roughly as
-- news agencies do. A search for a name then finds its transliterations. It also makes trigrams independent of the
-- locale of the database: with the locale C, pg_trgm recognizes only ASCII letters.
CREATE FUNCTION name_form(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            plain_form(name),
            'щ', 'shch'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh'), 'ю', 'yu'), 'я', 'ya'),
            'є', 'ye'), 'ї', 'yi'), 'θ', 'th'), 'χ', 'ch'), 'ψ', 'ps'),
        'абвгдезийклмнопрстуфыэёіґўαβγδεζηικλμνξοπρστυφωъь', 'abvgdeziyklmnoprstufyeeiguavgdeziiklmnxoprstyfo');

-- The form of a name for its trigrams: without apostrophes.
CREATE OR REPLACE FUNCTION fold_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN replace(name_form(name), '''', '');

-- The words of a name.
CREATE FUNCTION name_words(name text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN form_words('simple'::regconfig, 'A', name_form(name), name_form(name), unspaced_characters());
