-- Runs after each successful migrate command, so at each start of the service.
DO $$
DECLARE
    outdated text := (SELECT string_agg(text, ', ') FROM outdated_texts() text);
BEGIN
    IF outdated IS NOT NULL THEN
        RAISE WARNING 'PostgreSQL indexes texts in another way than when the indexes were built, so searches may miss '
            'rows. Rebuild the indexes: k8s/README.md, "After an update of PostgreSQL". Changed: %', outdated;
    END IF;
END $$;
