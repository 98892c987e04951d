-- Runs before each migration, in its session. The creation of an index may take longer than a write may. A migration
-- that waits for a lock blocks all later requests of its table, so it does not wait long; a script that blocks nobody
-- may change that for itself.
SET statement_timeout = 0;
SET lock_timeout = '2s';
