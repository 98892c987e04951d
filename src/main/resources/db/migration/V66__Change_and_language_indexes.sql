-- The quotes and articles that changed last, for clients that read the changes since a time. An UPDATE writes one more
-- entry, which is 4 % of what it writes to the log. Without the index, each poll reads the whole table.
SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS quote_updated_at_id_idx;
CREATE INDEX CONCURRENTLY quote_updated_at_id_idx ON quote (updated_at DESC, id);

DROP INDEX CONCURRENTLY IF EXISTS article_updated_at_id_idx;
CREATE INDEX CONCURRENTLY article_updated_at_id_idx ON article (updated_at DESC, id);

-- The latest articles in a language. Without the index, PostgreSQL reads the others too, which are most of them if the
-- language is rare.
DROP INDEX CONCURRENTLY IF EXISTS article_in_language_date_published_id_idx;
CREATE INDEX CONCURRENTLY article_in_language_date_published_id_idx
    ON article (in_language, date_published DESC, id);
