-- What people and events were known by before they were merged into others, or renamed: it still finds them.
CREATE TABLE former_person_key (
    person_id   bigint NOT NULL REFERENCES person ON DELETE CASCADE,
    slug        text   UNIQUE,
    wikidata_id text   UNIQUE,
    CHECK (num_nonnulls(slug, wikidata_id) = 1)
);

CREATE INDEX ON former_person_key (person_id);

CREATE TABLE former_event_key (
    event_id    bigint NOT NULL REFERENCES event ON DELETE CASCADE,
    slug        text   UNIQUE,
    wikidata_id text   UNIQUE,
    CHECK (num_nonnulls(slug, wikidata_id) = 1)
);

CREATE INDEX ON former_event_key (event_id);

CALL count_writes('former_person_key');
CALL count_writes('former_event_key');
