-- Runs after each migration, in its transaction if it has one. A trigger may write to a table that the migration has
-- created. The role of the running service needs the privileges then, and later migrations may take long.
DO $$
BEGIN
    IF to_regprocedure('grant_privileges()') IS NOT NULL THEN
        CALL grant_privileges();
    END IF;
END $$;
