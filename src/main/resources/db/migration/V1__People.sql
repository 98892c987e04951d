-- Offsets in texts count Unicode code points. PostgreSQL's text functions count characters, and a character is a code
-- point only in encoding UTF8.
DO $$
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'OnRecord requires a database with encoding UTF8, but the encoding of this database is %',
            current_setting('server_encoding');
    END IF;
END $$;

-- Sequences increment by 50 because Hibernate's pooled-lo optimizer assigns 50 ids for each value that it fetches: the
-- value and the 49 ids that follow it. An INSERT without an id takes one value by the default of the column, so its id
-- is never one that Hibernate assigns.
CREATE SEQUENCE person_seq INCREMENT BY 50;

-- The column "version" of this table and of the others counts the changes of a row, for optimistic locking. The version
-- of a person, an event or an article also counts the changes of the rows that belong to it: a person's names, an
-- event's participants and links, an article's appearances.
CREATE TABLE person (
    id          bigint  PRIMARY KEY DEFAULT nextval('person_seq'),
    slug        text    NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name        text    NOT NULL CHECK (name ~ '\S'),
    description text,
    wikidata_id text    UNIQUE CHECK (wikidata_id ~ '^Q[1-9][0-9]*$'),
    same_as     text[]  NOT NULL DEFAULT '{}' CHECK (array_position(same_as, NULL) IS NULL),
    version     integer NOT NULL DEFAULT 0
);

CREATE SEQUENCE person_name_seq INCREMENT BY 50;

CREATE TABLE person_name (
    id          bigint  PRIMARY KEY DEFAULT nextval('person_name_seq'),
    person_id   bigint  NOT NULL REFERENCES person ON DELETE CASCADE,
    name        text    NOT NULL CHECK (name ~ '\S'),
    in_language text    CHECK (in_language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'), -- BCP 47
    version     integer NOT NULL DEFAULT 0,
    UNIQUE (person_id, name)
);

-- Every foreign key has an index. Where pages of rows are read through the foreign key, the index ends with the id,
-- because ids order the rows of a page: PostgreSQL then reads a page without a sort.
CREATE INDEX ON person_name (person_id, id);

-- The slugs and Wikidata ids that a person had before a merge or a rename. They still identify the person.
CREATE TABLE former_person_key (
    person_id   bigint NOT NULL REFERENCES person ON DELETE CASCADE,
    slug        text   UNIQUE,
    wikidata_id text   UNIQUE,
    CONSTRAINT former_person_key_is_a_slug_or_a_wikidata_id CHECK (num_nonnulls(slug, wikidata_id) = 1)
);

CREATE INDEX ON former_person_key (person_id);
