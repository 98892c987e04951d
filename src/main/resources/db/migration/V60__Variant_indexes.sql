-- The indexes for the variants of a quote: see R__Quote_variants.sql.
SET lock_timeout = 0;

-- Few quotes have only a month or a year, so the index is small.
DROP INDEX CONCURRENTLY IF EXISTS quote_longer_period_idx;
CREATE INDEX CONCURRENTLY quote_longer_period_idx ON quote (speaker_id, spoken_at) WHERE spoken_at_precision <> 'DAY';

DROP INDEX CONCURRENTLY IF EXISTS quote_attribution_text_spoken_at_idx;
CREATE INDEX CONCURRENTLY quote_attribution_text_spoken_at_idx
    ON quote (attribution_text, spoken_at) WHERE speaker_id IS NULL;
DROP INDEX CONCURRENTLY IF EXISTS quote_attribution_text_idx;
