-- The orders of the pages and the feeds of a person and an event: see "Pages of edges" in src/bench/README.md.
SET lock_timeout = 0;

-- The feed of a person: 39 MB for a million quotes.
DROP INDEX CONCURRENTLY IF EXISTS quote_speaker_id_created_at_id_idx;
CREATE INDEX CONCURRENTLY quote_speaker_id_created_at_id_idx ON quote (speaker_id, created_at DESC, id);

-- The quotes at an event from the first day on: 10 MB for a million quotes, of which a quarter has an occasion.
DROP INDEX CONCURRENTLY IF EXISTS quote_occasion_id_spoken_at_id_idx;
CREATE INDEX CONCURRENTLY quote_occasion_id_spoken_at_id_idx
    ON quote (occasion_id, spoken_at, id) WHERE occasion_id IS NOT NULL;
