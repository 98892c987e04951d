-- What has changed since the indexes were built: collations of indexes and of the database, by the versions that
-- PostgreSQL stores, and what V32__Text_versions.sql stores. Only und-x-icu is used by functions.
CREATE OR REPLACE FUNCTION outdated_texts() RETURNS SETOF text LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH used AS MATERIALIZED (
        SELECT unnest(indcollation::oid[]) AS id FROM pg_index
        UNION
        SELECT oid FROM pg_collation WHERE collname = 'und-x-icu'),
    versioned (name, stored, actual) AS (
        SELECT format('the collation %s', collname), collversion, pg_collation_actual_version(id)
            FROM used JOIN pg_collation ON oid = id
        UNION ALL
        SELECT 'the collation of the database', datcollversion, pg_database_collation_actual_version(oid)
            FROM pg_database WHERE datname = current_database())
    SELECT format('%s (%s, was %s)', name, actual, stored) FROM versioned WHERE stored <> actual
    UNION ALL
    SELECT name FROM text_version JOIN text_versions() actual USING (name) WHERE text_version.version <> actual.version
    ORDER BY 1;
END;
