CREATE SEQUENCE event_seq INCREMENT BY 50;

CREATE TABLE event (
    id             bigint  PRIMARY KEY DEFAULT nextval('event_seq'),
    slug           text    NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name           text    NOT NULL CHECK (name ~ '\S'),
    type           text    NOT NULL CHECK (type IN (
        'SUMMIT', 'PRESS_CONFERENCE', 'INDICTMENT', 'ARREST', 'LAWSUIT', 'TRIAL', 'VERDICT', 'INVESTIGATION',
        'ELECTION', 'CYBERATTACK', 'PROTEST', 'ATTACK', 'SANCTION', 'AGREEMENT', 'SPEECH', 'RESIGNATION', 'REPORT',
        'APPOINTMENT', 'OTHER')),
    description    text,
    -- The language of the name and the description.
    in_language    text    NOT NULL DEFAULT 'en' CHECK (in_language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'),
    -- ISO 8601 dates have years of four digits.
    start_date     date    CHECK (start_date BETWEEN '0001-01-01' AND '9999-12-31'),
    end_date       date    CHECK (end_date BETWEEN '0001-01-01' AND '9999-12-31'),
    location       text,
    identifier     text,
    wikidata_id    text    UNIQUE CHECK (wikidata_id ~ '^Q[1-9][0-9]*$'),
    same_as        text[]  NOT NULL DEFAULT '{}' CHECK (array_position(same_as, NULL) IS NULL),
    -- Deferred: the rows of one write can refer to each other in any order.
    super_event_id bigint  REFERENCES event ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    version        integer NOT NULL DEFAULT 0,
    CONSTRAINT event_does_not_end_before_it_starts CHECK (end_date >= start_date),
    CONSTRAINT event_is_not_its_own_super_event CHECK (super_event_id <> id)
);

CREATE INDEX ON event (super_event_id, id);

CREATE SEQUENCE event_participant_seq INCREMENT BY 50;

CREATE TABLE event_participant (
    id        bigint  PRIMARY KEY DEFAULT nextval('event_participant_seq'),
    event_id  bigint  NOT NULL REFERENCES event ON DELETE CASCADE,
    person_id bigint  NOT NULL REFERENCES person ON DELETE CASCADE,
    role      text    NOT NULL CHECK (role IN (
        'DEFENDANT', 'PLAINTIFF', 'PROSECUTOR', 'JUDGE', 'WITNESS', 'HOST', 'ATTENDEE', 'SPEAKER', 'CANDIDATE',
        'SUBJECT', 'VICTIM', 'OTHER')),
    version   integer NOT NULL DEFAULT 0,
    UNIQUE (event_id, person_id, role)
);

CREATE INDEX ON event_participant (event_id, id);
CREATE INDEX ON event_participant (person_id, id);

CREATE SEQUENCE event_link_seq INCREMENT BY 50;

-- A link between two events is read from both ends, so it is stored as two rows: an OUTGOING row, viewed from the event
-- that charges, investigates or finds, and an INCOMING row, viewed from the other event. A deferred foreign key makes
-- each row require the other, so that neither is inserted or deleted alone.
CREATE TABLE event_link (
    id               bigint  PRIMARY KEY DEFAULT nextval('event_link_seq'),
    viewed_from_id   bigint  NOT NULL REFERENCES event ON DELETE CASCADE,
    event_id         bigint  NOT NULL REFERENCES event ON DELETE CASCADE,
    relation         text    NOT NULL CHECK (relation IN (
        'CHARGES', 'INVESTIGATES', 'PART_OF', 'FOLLOWS', 'RESPONDS_TO', 'FINDS')),
    direction        text    NOT NULL CHECK (direction IN ('OUTGOING', 'INCOMING')),
    mirror_direction text    NOT NULL GENERATED ALWAYS AS (
        CASE direction WHEN 'OUTGOING' THEN 'INCOMING' ELSE 'OUTGOING' END) STORED,
    version          integer NOT NULL DEFAULT 0,
    UNIQUE (viewed_from_id, event_id, relation, direction),
    CONSTRAINT event_link_has_a_mirror
        FOREIGN KEY (event_id, viewed_from_id, relation, mirror_direction)
        REFERENCES event_link (viewed_from_id, event_id, relation, direction)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT event_link_joins_two_events CHECK (viewed_from_id <> event_id)
);

CREATE INDEX ON event_link (viewed_from_id, id);
CREATE INDEX ON event_link (event_id, viewed_from_id);

-- The slugs and Wikidata ids that an event had before a merge or a rename. They still identify the event.
CREATE TABLE former_event_key (
    event_id    bigint NOT NULL REFERENCES event ON DELETE CASCADE,
    slug        text   UNIQUE,
    wikidata_id text   UNIQUE,
    CONSTRAINT former_event_key_is_a_slug_or_a_wikidata_id CHECK (num_nonnulls(slug, wikidata_id) = 1)
);

CREATE INDEX ON former_event_key (event_id);
