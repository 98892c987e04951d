-- A column, and its constraint for new rows.
CALL lock_tables('quote');

ALTER TABLE quote ADD COLUMN length integer;
ALTER TABLE quote ADD CONSTRAINT quote_length CHECK (length > 0) NOT VALID;
CREATE FUNCTION set_length() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.length := char_length(NEW.text);
    RETURN NEW;
END $$;
CREATE TRIGGER set_length BEFORE INSERT OR UPDATE ON quote FOR EACH ROW EXECUTE FUNCTION set_length();
