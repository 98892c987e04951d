-- Runs before each migrate command. If a migration outside of a transaction fails, Flyway stores that, and would refuse
-- to migrate until an operator has repaired the database. These migrations can run again, so this script forgets it.
DO $$
BEGIN
    IF to_regclass('flyway_schema_history') IS NOT NULL THEN
        DELETE FROM flyway_schema_history WHERE NOT success;
    END IF;
END $$;
