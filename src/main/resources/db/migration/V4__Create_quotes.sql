CREATE SEQUENCE quote_seq INCREMENT BY 50;

CREATE TABLE quote (
    id                  bigint PRIMARY KEY DEFAULT nextval('quote_seq'),
    text                text   NOT NULL CHECK (text ~ '\S'),
    type                text   NOT NULL CHECK (type IN ('DIRECT', 'INDIRECT', 'MIXED')),
    speech_act          text   NOT NULL CHECK (speech_act IN (
        'STATEMENT', 'DENIAL', 'ADMISSION', 'ALLEGATION', 'CRITICISM', 'PRAISE', 'DEFENSE', 'DEMAND', 'PROMISE',
        'THREAT', 'REJECTION', 'APOLOGY', 'NO_COMMENT', 'OTHER')),
    speaker_id          bigint REFERENCES person ON DELETE RESTRICT,
    speaker_role        text,
    attribution_text    text,
    cue                 text,
    spoken_at           date   CHECK (spoken_at BETWEEN '0001-01-01' AND '9999-12-31'),
    spoken_at_precision text   CHECK (spoken_at_precision IN ('DAY', 'MONTH', 'YEAR')),
    occasion_id         bigint REFERENCES event ON DELETE SET NULL,
    confidence          double precision CHECK (confidence BETWEEN 0 AND 1),
    -- Someone said it: a known person, or the source as it was printed.
    CHECK (speaker_id IS NOT NULL OR coalesce(attribution_text ~ '\S', false)),
    CHECK ((spoken_at IS NULL) = (spoken_at_precision IS NULL)),
    -- What is known by month or year alone stands on its first day, so that equal dates compare equal.
    CHECK (spoken_at_precision = 'DAY'
        OR spoken_at = date_trunc(lower(spoken_at_precision), spoken_at::timestamp)::date)
);

CREATE INDEX ON quote (speaker_id, id);
-- Person.denials is the edge that the product was born from.
CREATE INDEX quote_denials_idx ON quote (speaker_id, id) WHERE speech_act = 'DENIAL';
CREATE INDEX ON quote (occasion_id, id);

CREATE SEQUENCE quote_topic_seq INCREMENT BY 50;

CREATE TABLE quote_topic (
    id       bigint PRIMARY KEY DEFAULT nextval('quote_topic_seq'),
    quote_id bigint NOT NULL REFERENCES quote ON DELETE CASCADE,
    event_id bigint NOT NULL REFERENCES event ON DELETE CASCADE,
    UNIQUE (quote_id, event_id)
);

CREATE INDEX ON quote_topic (quote_id, id);
CREATE INDEX ON quote_topic (event_id, quote_id);

CREATE SEQUENCE quote_appearance_seq INCREMENT BY 50;

CREATE TABLE quote_appearance (
    id           bigint  PRIMARY KEY DEFAULT nextval('quote_appearance_seq'),
    quote_id     bigint  NOT NULL REFERENCES quote ON DELETE CASCADE,
    article_id   bigint  NOT NULL REFERENCES article ON DELETE CASCADE,
    exact        text    NOT NULL CHECK (exact <> ''),
    prefix       text,
    suffix       text,
    start_offset integer CHECK (start_offset >= 0),
    end_offset   integer,
    CHECK ((start_offset IS NULL) = (end_offset IS NULL)),
    CHECK (end_offset = start_offset + char_length(exact)),
    -- One statement may stand twice in an article, but not twice in one place.
    UNIQUE NULLS NOT DISTINCT (quote_id, article_id, start_offset)
);

CREATE INDEX ON quote_appearance (quote_id, id);
CREATE INDEX ON quote_appearance (article_id, id);
