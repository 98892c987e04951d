-- The sizes are those in a graph of a million quotes and 300,000 articles (3.8 GB).
SET lock_timeout = 0;

-- A page of the articles of a publisher by date: 14 MB. The index on dates alone finds a rare publisher by reading the
-- articles of all publishers.
DROP INDEX CONCURRENTLY IF EXISTS article_publisher_date_published_id_idx;
CREATE INDEX CONCURRENTLY article_publisher_date_published_id_idx
    ON article (publisher, date_published DESC, id);

-- The groups of quotes are counted from this index, not from the table: 47 MB.
DROP INDEX CONCURRENTLY IF EXISTS quote_id_group_keys_idx;
CREATE INDEX CONCURRENTLY quote_id_group_keys_idx ON quote (id) INCLUDE (speaker_id, spoken_at, speech_act);

-- A page of quotes from the first date on: 30 MB. An index for the opposite order has the quotes without a date at the
-- wrong end. The same holds for events: 1 MB for both orders. The index on dates also finds the events of a period:
-- R__Timeline.sql.
DROP INDEX CONCURRENTLY IF EXISTS quote_spoken_at_ascending_idx;
CREATE INDEX CONCURRENTLY quote_spoken_at_ascending_idx ON quote (spoken_at, id);

DROP INDEX CONCURRENTLY IF EXISTS event_start_date_id_idx;
CREATE INDEX CONCURRENTLY event_start_date_id_idx ON event (start_date DESC NULLS LAST, id);

DROP INDEX CONCURRENTLY IF EXISTS event_start_date_ascending_idx;
CREATE INDEX CONCURRENTLY event_start_date_ascending_idx ON event (start_date, id);

-- A page of people and events by name: 4 MB.
DROP INDEX CONCURRENTLY IF EXISTS person_name_by_language;
CREATE INDEX CONCURRENTLY person_name_by_language ON person (name COLLATE by_language, id);

DROP INDEX CONCURRENTLY IF EXISTS event_name_by_language;
CREATE INDEX CONCURRENTLY event_name_by_language ON event (name COLLATE by_language, id);

-- The people and events with a name, and the articles with a headline, whatever its length: 11 MB.
DROP INDEX CONCURRENTLY IF EXISTS person_name_hash;
CREATE INDEX CONCURRENTLY person_name_hash ON person USING hash (name);

DROP INDEX CONCURRENTLY IF EXISTS event_name_hash;
CREATE INDEX CONCURRENTLY event_name_hash ON event USING hash (name);

DROP INDEX CONCURRENTLY IF EXISTS article_headline_hash;
CREATE INDEX CONCURRENTLY article_headline_hash ON article USING hash (headline);
