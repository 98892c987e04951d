-- Most queries read the name of a person or an event that a foreign key leads to. With the name in the index,
-- PostgreSQL does not read the row. A name has at most 2,500 bytes, which an index row can hold.
SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS person_id_name_idx;
CREATE INDEX CONCURRENTLY person_id_name_idx ON person (id) INCLUDE (name);

DROP INDEX CONCURRENTLY IF EXISTS event_id_name_idx;
CREATE INDEX CONCURRENTLY event_id_name_idx ON event (id) INCLUDE (name);
