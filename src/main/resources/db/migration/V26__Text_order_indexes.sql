-- The orders that a unique index served until V25__Text_order.sql. The index of articles takes a few seconds for each
-- million.
SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS person_slug_by_language;
CREATE INDEX CONCURRENTLY person_slug_by_language ON person (slug COLLATE by_language, id);

DROP INDEX CONCURRENTLY IF EXISTS person_wikidata_id_by_language;
CREATE INDEX CONCURRENTLY person_wikidata_id_by_language ON person (wikidata_id COLLATE by_language, id);

DROP INDEX CONCURRENTLY IF EXISTS event_slug_by_language;
CREATE INDEX CONCURRENTLY event_slug_by_language ON event (slug COLLATE by_language, id);

DROP INDEX CONCURRENTLY IF EXISTS event_wikidata_id_by_language;
CREATE INDEX CONCURRENTLY event_wikidata_id_by_language ON event (wikidata_id COLLATE by_language, id);

DROP INDEX CONCURRENTLY IF EXISTS article_url_by_language;
CREATE INDEX CONCURRENTLY article_url_by_language ON article (url COLLATE by_language, id);
