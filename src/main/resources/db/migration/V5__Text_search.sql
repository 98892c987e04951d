-- Indexes and generated columns store what the functions of this file return, so the functions are IMMUTABLE. A
-- migration that changes one of these functions must also rewrite these columns and rebuild these indexes.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- ---------------------------------------------------------------------------------------------------------------------
-- Text filters: contains, startsWith, endsWith
-- ---------------------------------------------------------------------------------------------------------------------

-- The text in lower case. ICU converts the letters of every script, and its result does not depend on the locale of the
-- database. Both forms of the Greek sigma become one, because the choice of the form depends on the next letter: so
-- each part of a text, folded, is a part of the folded text. One index then serves case-sensitive and case-insensitive
-- filters.
CREATE FUNCTION fold_case(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN replace(lower(text COLLATE "und-x-icu"), 'ς', 'σ');

CREATE INDEX quote_text_trigrams ON quote USING gin (fold_case(text) gin_trgm_ops);
CREATE INDEX article_headline_trigrams ON article USING gin (fold_case(headline) gin_trgm_ops);
CREATE INDEX person_name_trigrams ON person USING gin (fold_case(name) gin_trgm_ops);
CREATE INDEX person_name_name_trigrams ON person_name USING gin (fold_case(name) gin_trgm_ops);
CREATE INDEX event_name_trigrams ON event USING gin (fold_case(name) gin_trgm_ops);

-- ---------------------------------------------------------------------------------------------------------------------
-- Search for names: by similarity
-- ---------------------------------------------------------------------------------------------------------------------

-- The text in lower case and without accents and umlauts.
CREATE FUNCTION fold_accents(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN unaccent('unaccent'::regdictionary, fold_case(text));

-- The name in lower case, without accents, and with Cyrillic and Greek letters transliterated to Latin letters, roughly
-- as news agencies do. A search for a name then finds its transliterations. It also makes trigrams independent of the
-- locale of the database: with the locale C, pg_trgm recognizes only ASCII letters.
CREATE FUNCTION fold_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            fold_accents(name),
            'щ', 'shch'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh'), 'ю', 'yu'), 'я', 'ya'),
            'є', 'ye'), 'ї', 'yi'), 'θ', 'th'), 'χ', 'ch'), 'ψ', 'ps'),
        'абвгдезийклмнопрстуфыэёіґўαβγδεζηικλμνξοπρστυφωъь', 'abvgdeziyklmnoprstufyeeiguavgdeziiklmnxoprstyfo');

CREATE INDEX person_folded_name_trigrams ON person USING gin (fold_name(name) gin_trgm_ops);
CREATE INDEX person_name_folded_name_trigrams ON person_name USING gin (fold_name(name) gin_trgm_ops);

-- ---------------------------------------------------------------------------------------------------------------------
-- Search for quotes, articles and events: by their words
-- ---------------------------------------------------------------------------------------------------------------------

-- The text search configuration of a language (a BCP 47 tag): simple, which does not stem, for a language that
-- PostgreSQL has no stemmer for.
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

-- The words of a text: their stems with the given weight, and the words themselves, in lower case and without accents,
-- with the lowest weight, for searches by the beginning of a word. ICU's lower case does not depend on the locale of
-- the database.
CREATE FUNCTION search_words(config regconfig, weight "char", text text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
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
    -- A tsvector holds at most 1 MB. The words of 200,000 characters always fit.
    || search_words(text_search_config(in_language), 'C', left(coalesce(body, ''), 200000))) STORED;

CREATE INDEX quote_words ON quote USING gin (words);
CREATE INDEX event_words ON event USING gin (words);
CREATE INDEX article_words ON article USING gin (words);
