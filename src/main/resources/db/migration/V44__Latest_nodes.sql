-- The latest quotes and articles are read in the order of these indexes. The time never changes, so an UPDATE writes no
-- index entry for it, which an index of updated_at would need. People and events are few enough to be sorted.
SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS quote_created_at_id_idx;
CREATE INDEX CONCURRENTLY quote_created_at_id_idx ON quote (created_at DESC, id);

DROP INDEX CONCURRENTLY IF EXISTS article_created_at_id_idx;
CREATE INDEX CONCURRENTLY article_created_at_id_idx ON article (created_at DESC, id);
