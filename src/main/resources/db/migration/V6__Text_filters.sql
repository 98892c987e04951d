CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What a text is where case makes no difference, the same in every database whatever its locale: ICU's lower case of any
-- script, and one sigma, because the final one depends on what follows. So a part of a text folds to a part of the folded
-- text, and one index serves filters that mind the case and filters that do not.
CREATE FUNCTION fold_case(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN replace(lower(text COLLATE "und-x-icu"), 'ς', 'σ');

-- The texts that filters look into at any size of the database: contains, startsWith, endsWith.
CREATE INDEX quote_text_trigrams ON quote USING gin (fold_case(text) gin_trgm_ops);
CREATE INDEX article_headline_trigrams ON article USING gin (fold_case(headline) gin_trgm_ops);
CREATE INDEX person_name_trigrams ON person USING gin (fold_case(name) gin_trgm_ops);
CREATE INDEX person_name_name_trigrams ON person_name USING gin (fold_case(name) gin_trgm_ops);
CREATE INDEX event_name_trigrams ON event USING gin (fold_case(name) gin_trgm_ops);
