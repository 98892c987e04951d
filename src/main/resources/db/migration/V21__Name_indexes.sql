-- The indexes of names, by the functions of V20__Search_forms.sql. They take about a second for each 20,000 names.
SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS person_name_words;
CREATE INDEX CONCURRENTLY person_name_words ON person USING gin (name_words(name));

DROP INDEX CONCURRENTLY IF EXISTS person_name_name_words;
CREATE INDEX CONCURRENTLY person_name_name_words ON person_name USING gin (name_words(name));

DROP INDEX CONCURRENTLY IF EXISTS person_name_form_trigrams;
CREATE INDEX CONCURRENTLY person_name_form_trigrams ON person USING gin (fold_name(name) gin_trgm_ops);

DROP INDEX CONCURRENTLY IF EXISTS person_name_name_form_trigrams;
CREATE INDEX CONCURRENTLY person_name_name_form_trigrams ON person_name USING gin (fold_name(name) gin_trgm_ops);

-- The indexes of V5__Text_search.sql have the former forms.
DROP INDEX CONCURRENTLY IF EXISTS person_folded_name_trigrams;
DROP INDEX CONCURRENTLY IF EXISTS person_name_folded_name_trigrams;
