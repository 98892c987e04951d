SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS event_phrase_key;
CREATE INDEX CONCURRENTLY event_phrase_key ON event (phrase_key(name));

DROP INDEX CONCURRENTLY IF EXISTS event_identifier_phrase_key;
CREATE INDEX CONCURRENTLY event_identifier_phrase_key ON event (phrase_key(identifier)) WHERE identifier IS NOT NULL;

DROP INDEX CONCURRENTLY IF EXISTS event_name_phrase_key;
CREATE INDEX CONCURRENTLY event_name_phrase_key ON event_name (phrase_key(name));
