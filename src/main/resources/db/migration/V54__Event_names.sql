-- Alternate names of events, like those of people (V1__People.sql, V15__Names_in_languages.sql).

CREATE SEQUENCE event_name_seq INCREMENT BY 50;

CREATE TABLE event_name (
    id          bigint  PRIMARY KEY DEFAULT nextval('event_name_seq'),
    event_id    bigint  NOT NULL REFERENCES event ON DELETE CASCADE,
    name        text    NOT NULL CHECK (name ~ '\S'),
    in_language text    CHECK (in_language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'), -- BCP 47
    version     integer NOT NULL DEFAULT 0,
    CONSTRAINT event_name_name_length CHECK (char_length(name) <= 1000 AND octet_length(name) <= 2500),
    CONSTRAINT event_name_in_language_length CHECK (char_length(in_language) <= 64),
    UNIQUE NULLS NOT DISTINCT (event_id, name, in_language)
);

CREATE INDEX ON event_name (event_id, id);

CALL record_changes('event_name', 'EventName', 'Event', 'event_id');
CALL count_writes('event_name');

CREATE INDEX event_name_name_words ON event_name USING gin (search_words('simple', 'A', name));
CREATE INDEX event_name_name_trigrams ON event_name USING gin (fold_case(name) gin_trgm_ops);
