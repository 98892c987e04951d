-- The privileges of the roles with which the service works (src/docs/configuration.md). An installation may have them
-- or not. Roles belong to the whole server, so the operator creates them and not a migration. afterEachMigrate.sql and
-- afterMigrate.sql call this procedure, so it does not matter whether the roles or the tables come first.
--
-- onrecord_writer reads everything and writes the graph. It can only add audit records, and the database chooses their
-- time, their transaction and their actor. onrecord_reader reads everything.
--
-- Only what is missing is granted, because a GRANT of what is granted already also writes to the catalog, at each
-- start.
CREATE OR REPLACE PROCEDURE grant_privileges() LANGUAGE plpgsql AS $$
DECLARE
    missing CONSTANT text := $query$
        WITH relation AS (
            SELECT oid AS id, oid::regclass::text AS name, relkind = 'S' AS is_sequence, relkind = 'v' AS is_view,
                   relname IN ('audit_record', 'flyway_schema_history') AS is_log
            FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'S')
              AND pg_has_role(relowner, 'USAGE')),
        role (role_name, writes, role_id) AS (
            SELECT rolname, rolname = 'onrecord_writer', oid FROM pg_roles
            WHERE rolname IN ('onrecord_reader', 'onrecord_writer'))
        SELECT format('GRANT %s ON %s TO %I', privilege, name, role_name)
            FROM role, relation, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) privilege
            WHERE NOT is_sequence AND (privilege = 'SELECT' OR writes AND NOT is_view AND NOT is_log)
              AND NOT has_table_privilege(role_id, id, privilege)
        UNION ALL
        SELECT format('GRANT USAGE ON SEQUENCE %s TO %I', name, role_name)
            FROM role, relation
            WHERE writes AND is_sequence AND NOT has_sequence_privilege(role_id, id, 'USAGE')
        UNION ALL
        SELECT format('GRANT INSERT (%I) ON audit_record TO %I', attribute, role_name)
            FROM role, unnest(ARRAY['action', 'node_type', 'node_key', 'owner_type', 'owner_key', 'before', 'after'])
                AS attribute
            WHERE writes AND NOT has_column_privilege(role_id, 'audit_record'::regclass, attribute, 'INSERT')
        UNION ALL
        SELECT format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role_name)
            FROM role WHERE NOT has_schema_privilege(role_id, current_schema(), 'USAGE')
        $query$;
    command text;
BEGIN
    EXECUTE missing INTO command;
    IF command IS NULL THEN
        RETURN;
    END IF;
    -- Two services that start at once would update the same rows of the catalog.
    PERFORM pg_advisory_xact_lock(20180716, -2);
    FOR command IN EXECUTE missing LOOP
        EXECUTE command;
    END LOOP;
END $$;
