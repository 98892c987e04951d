SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS person_description_key;
CREATE UNIQUE INDEX CONCURRENTLY person_description_key ON person (description);
