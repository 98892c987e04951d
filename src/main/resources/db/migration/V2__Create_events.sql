CREATE SEQUENCE event_seq INCREMENT BY 50;

CREATE TABLE event (
    id             bigint PRIMARY KEY DEFAULT nextval('event_seq'),
    slug           text   NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name           text   NOT NULL CHECK (name ~ '\S'),
    type           text   NOT NULL CHECK (type IN (
        'SUMMIT', 'PRESS_CONFERENCE', 'INDICTMENT', 'ARREST', 'LAWSUIT', 'TRIAL', 'VERDICT', 'INVESTIGATION',
        'ELECTION', 'CYBERATTACK', 'PROTEST', 'ATTACK', 'SANCTION', 'AGREEMENT', 'SPEECH', 'RESIGNATION', 'REPORT',
        'APPOINTMENT', 'OTHER')),
    description    text,
    -- Years of four digits, which every reader of ISO 8601 understands.
    start_date     date   CHECK (start_date BETWEEN '0001-01-01' AND '9999-12-31'),
    end_date       date   CHECK (end_date BETWEEN '0001-01-01' AND '9999-12-31'),
    location       text,
    identifier     text,
    wikidata_id    text   UNIQUE CHECK (wikidata_id ~ '^Q[1-9][0-9]*$'),
    same_as        text[] NOT NULL DEFAULT '{}' CHECK (array_position(same_as, NULL) IS NULL),
    super_event_id bigint REFERENCES event ON DELETE SET NULL,
    CHECK (end_date >= start_date),
    CHECK (super_event_id <> id)
);

CREATE INDEX ON event (super_event_id, id);

CREATE SEQUENCE event_participant_seq INCREMENT BY 50;

CREATE TABLE event_participant (
    id        bigint PRIMARY KEY DEFAULT nextval('event_participant_seq'),
    event_id  bigint NOT NULL REFERENCES event ON DELETE CASCADE,
    person_id bigint NOT NULL REFERENCES person ON DELETE CASCADE,
    role      text   NOT NULL CHECK (role IN (
        'DEFENDANT', 'PLAINTIFF', 'PROSECUTOR', 'JUDGE', 'WITNESS', 'HOST', 'ATTENDEE', 'SPEAKER', 'CANDIDATE',
        'SUBJECT', 'VICTIM', 'OTHER')),
    UNIQUE (event_id, person_id, role)
);

CREATE INDEX ON event_participant (event_id, id);
CREATE INDEX ON event_participant (person_id, id);

CREATE SEQUENCE event_link_seq INCREMENT BY 50;

-- A link is read from both ends and so stands twice: once OUTGOING from the event that does the charging, finding ...,
-- once INCOMING from the other. The deferred foreign key makes each row the other's mirror: neither can be written or
-- deleted alone.
CREATE TABLE event_link (
    id               bigint PRIMARY KEY DEFAULT nextval('event_link_seq'),
    viewed_from_id   bigint NOT NULL REFERENCES event ON DELETE CASCADE,
    event_id         bigint NOT NULL REFERENCES event ON DELETE CASCADE,
    relation         text   NOT NULL CHECK (relation IN (
        'CHARGES', 'INVESTIGATES', 'PART_OF', 'FOLLOWS', 'RESPONDS_TO', 'FINDS')),
    direction        text   NOT NULL CHECK (direction IN ('OUTGOING', 'INCOMING')),
    mirror_direction text   NOT NULL GENERATED ALWAYS AS (
        CASE direction WHEN 'OUTGOING' THEN 'INCOMING' ELSE 'OUTGOING' END) STORED,
    UNIQUE (viewed_from_id, event_id, relation, direction),
    CONSTRAINT event_link_is_read_from_both_ends
        FOREIGN KEY (event_id, viewed_from_id, relation, mirror_direction)
        REFERENCES event_link (viewed_from_id, event_id, relation, direction)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CHECK (viewed_from_id <> event_id)
);

CREATE INDEX ON event_link (viewed_from_id, id);
CREATE INDEX ON event_link (event_id, viewed_from_id);
