-- Offsets are counted in code points, so a character must be a code point.
DO $$
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'OnRecord needs a database in encoding UTF8; this one is %', current_setting('server_encoding');
    END IF;
END $$;

-- Sequences step by 50: Hibernate's pooled-lo optimizer hands out the next 49 ids of each value itself. A plain SQL
-- insert takes one value through the column's default and so can never meet them.
CREATE SEQUENCE person_seq INCREMENT BY 50;

CREATE TABLE person (
    id          bigint PRIMARY KEY DEFAULT nextval('person_seq'),
    slug        text   NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name        text   NOT NULL CHECK (name ~ '\S'),
    description text,
    wikidata_id text   UNIQUE CHECK (wikidata_id ~ '^Q[1-9][0-9]*$'),
    same_as     text[] NOT NULL DEFAULT '{}' CHECK (array_position(same_as, NULL) IS NULL)
);

CREATE SEQUENCE person_name_seq INCREMENT BY 50;

CREATE TABLE person_name (
    id          bigint PRIMARY KEY DEFAULT nextval('person_name_seq'),
    person_id   bigint NOT NULL REFERENCES person ON DELETE CASCADE,
    name        text   NOT NULL CHECK (name ~ '\S'),
    in_language text   CHECK (in_language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'),
    UNIQUE (person_id, name)
);

-- A foreign key with the id behind it: the nodes at the end of an edge come out of the index in the order of their pages.
CREATE INDEX ON person_name (person_id, id);
