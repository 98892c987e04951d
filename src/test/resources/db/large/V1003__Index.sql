SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS quote_length_idx;
CREATE INDEX CONCURRENTLY quote_length_idx ON quote (length);
