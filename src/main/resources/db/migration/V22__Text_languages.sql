CALL lock_tables('quote', 'event', 'article');

-- The text search configurations of the languages that texts have or had, so that a search needs no queries for others.
-- As text, because pg_upgrade rejects tables with columns of type regconfig.
CREATE TABLE text_language (
    config text PRIMARY KEY
);

-- With the privileges of the owner: the roles of the service get theirs for the table only after the migration.
CREATE FUNCTION note_language() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO text_language
        SELECT DISTINCT text_search_config(in_language)::text AS config FROM new_rows
        WHERE text_search_config(in_language)::text NOT IN (SELECT config FROM text_language)
        ORDER BY config
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER note_inserted_language AFTER INSERT ON quote REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_language();
CREATE TRIGGER note_updated_language AFTER UPDATE ON quote REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_language();
CREATE TRIGGER note_inserted_language AFTER INSERT ON event REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_language();
CREATE TRIGGER note_updated_language AFTER UPDATE ON event REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_language();
CREATE TRIGGER note_inserted_language AFTER INSERT ON article REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_language();
CREATE TRIGGER note_updated_language AFTER UPDATE ON article REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_language();
-- Also for a load with session_replication_role = replica.
ALTER TABLE quote ENABLE ALWAYS TRIGGER note_inserted_language, ENABLE ALWAYS TRIGGER note_updated_language;
ALTER TABLE event ENABLE ALWAYS TRIGGER note_inserted_language, ENABLE ALWAYS TRIGGER note_updated_language;
ALTER TABLE article ENABLE ALWAYS TRIGGER note_inserted_language, ENABLE ALWAYS TRIGGER note_updated_language;
