SET lock_timeout = 0;

-- Lists of what was read and is not confirmed.
DROP INDEX CONCURRENTLY IF EXISTS quote_unconfirmed;
CREATE INDEX CONCURRENTLY quote_unconfirmed ON quote (confidence, id) WHERE confidence IS NOT NULL;

DROP INDEX CONCURRENTLY IF EXISTS quote_appearance_unconfirmed;
CREATE INDEX CONCURRENTLY quote_appearance_unconfirmed ON quote_appearance (quote_id) WHERE confidence IS NOT NULL;
