-- A person can have the same name in several languages, and once in no particular language.
--
-- The new constraint comes first. The old one implies it, so no row violates it.
ALTER TABLE person_name ADD UNIQUE NULLS NOT DISTINCT (person_id, name, in_language);
ALTER TABLE person_name DROP CONSTRAINT person_name_person_id_name_key;
