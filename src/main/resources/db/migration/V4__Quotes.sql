CREATE SEQUENCE quote_seq INCREMENT BY 50;

CREATE TABLE quote (
    id                  bigint  PRIMARY KEY DEFAULT nextval('quote_seq'),
    text                text    NOT NULL CHECK (text ~ '\S'),
    in_language         text    CHECK (in_language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'), -- BCP 47
    type                text    NOT NULL CHECK (type IN ('DIRECT', 'INDIRECT', 'MIXED')),
    speech_act          text    NOT NULL CHECK (speech_act IN (
        'STATEMENT', 'DENIAL', 'ADMISSION', 'ALLEGATION', 'CRITICISM', 'PRAISE', 'DEFENSE', 'DEMAND', 'PROMISE',
        'THREAT', 'REJECTION', 'APOLOGY', 'NO_COMMENT', 'OTHER')),
    speaker_id          bigint  REFERENCES person ON DELETE RESTRICT,
    speaker_role        text,
    -- The source as printed, such as "the Kremlin".
    attribution_text    text,
    cue                 text,
    spoken_at           date    CHECK (spoken_at BETWEEN '0001-01-01' AND '9999-12-31'),
    spoken_at_precision text    CHECK (spoken_at_precision IN ('DAY', 'MONTH', 'YEAR')),
    occasion_id         bigint  REFERENCES event ON DELETE SET NULL,
    confidence          double precision CHECK (confidence BETWEEN 0 AND 1),
    version             integer NOT NULL DEFAULT 0,
    CONSTRAINT quote_has_a_speaker_or_an_attribution
        CHECK (speaker_id IS NOT NULL OR coalesce(attribution_text ~ '\S', false)),
    CONSTRAINT quote_date_has_a_precision
        CHECK ((spoken_at IS NULL) = (spoken_at_precision IS NULL)),
    -- A month or a year is stored as its first day, so that equal dates compare equal.
    CONSTRAINT quote_date_is_the_first_day_of_its_period
        CHECK (spoken_at_precision = 'DAY'
            OR spoken_at = date_trunc(lower(spoken_at_precision), spoken_at::timestamp)::date)
);

CREATE INDEX ON quote (speaker_id, id);
-- For the edge Person.denials.
CREATE INDEX quote_denials_idx ON quote (speaker_id, id) WHERE speech_act = 'DENIAL';
CREATE INDEX ON quote (occasion_id, id);
-- For lists ordered by time, the latest first: of all quotes and of one speaker.
CREATE INDEX ON quote (spoken_at DESC NULLS LAST, id);
CREATE INDEX ON quote (speaker_id, spoken_at DESC NULLS LAST, id);
-- For the variants of a quote without a known speaker.
CREATE INDEX ON quote (attribution_text) WHERE speaker_id IS NULL;

CREATE SEQUENCE quote_topic_seq INCREMENT BY 50;

CREATE TABLE quote_topic (
    id       bigint  PRIMARY KEY DEFAULT nextval('quote_topic_seq'),
    quote_id bigint  NOT NULL REFERENCES quote ON DELETE CASCADE,
    event_id bigint  NOT NULL REFERENCES event ON DELETE CASCADE,
    version  integer NOT NULL DEFAULT 0,
    UNIQUE (quote_id, event_id)
);

CREATE INDEX ON quote_topic (quote_id, id);
CREATE INDEX ON quote_topic (event_id, quote_id);

CREATE SEQUENCE quote_appearance_seq INCREMENT BY 50;

-- A place where an article prints a quote. Offsets count the code points of the article's body from 0; end_offset is
-- exclusive. V6__Invariants.sql compares the text at the offsets with the body.
CREATE TABLE quote_appearance (
    id           bigint  PRIMARY KEY DEFAULT nextval('quote_appearance_seq'),
    quote_id     bigint  NOT NULL REFERENCES quote ON DELETE CASCADE,
    article_id   bigint  NOT NULL REFERENCES article ON DELETE CASCADE,
    exact        text    NOT NULL CHECK (exact <> ''),
    prefix       text,
    suffix       text,
    start_offset integer CHECK (start_offset >= 0),
    end_offset   integer,
    version      integer NOT NULL DEFAULT 0,
    CONSTRAINT quote_appearance_has_both_offsets_or_none
        CHECK ((start_offset IS NULL) = (end_offset IS NULL)),
    CONSTRAINT quote_appearance_is_as_long_as_its_text
        CHECK (end_offset = start_offset + char_length(exact)),
    -- An article can print a quote several times, but only once at each place. Deferred: a correction of the article
    -- can swap the places of two appearances.
    CONSTRAINT quote_appearance_place_key
        UNIQUE NULLS NOT DISTINCT (quote_id, article_id, start_offset) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ON quote_appearance (quote_id, id);
CREATE INDEX ON quote_appearance (article_id, id);
