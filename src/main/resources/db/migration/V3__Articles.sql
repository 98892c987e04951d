CREATE SEQUENCE article_seq INCREMENT BY 50;

CREATE TABLE article (
    id             bigint  PRIMARY KEY DEFAULT nextval('article_seq'),
    url            text    NOT NULL UNIQUE CHECK (url ~ '^https?://[^\s]+$'),
    headline       text    NOT NULL CHECK (headline ~ '\S'),
    publisher      text    NOT NULL CHECK (publisher ~ '\S'),
    byline         text,
    -- The API and JavaScript have a precision of milliseconds, so an instant that a client reads and sends back is
    -- equal to the stored one. Years have four digits, as in ISO 8601.
    date_published timestamptz(3) NOT NULL CHECK (date_published >= '0001-01-01Z' AND date_published < '10000-01-01Z'),
    date_modified  timestamptz(3) CHECK (date_modified >= '0001-01-01Z' AND date_modified < '10000-01-01Z'),
    in_language    text    NOT NULL CHECK (in_language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'), -- BCP 47
    abstract       text,
    body           text    CHECK (body <> ''),
    -- Deferred: the rows of one write can refer to each other in any order.
    is_based_on_id bigint  REFERENCES article ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    version        integer NOT NULL DEFAULT 0,
    CONSTRAINT article_is_not_modified_before_it_is_published CHECK (date_modified >= date_published),
    CONSTRAINT article_is_not_based_on_itself CHECK (is_based_on_id <> id)
);

CREATE INDEX ON article (is_based_on_id, id);
-- For lists ordered by time.
CREATE INDEX ON article (date_published);

CREATE SEQUENCE article_mention_seq INCREMENT BY 50;

CREATE TABLE article_mention (
    id         bigint  PRIMARY KEY DEFAULT nextval('article_mention_seq'),
    article_id bigint  NOT NULL REFERENCES article ON DELETE CASCADE,
    person_id  bigint  NOT NULL REFERENCES person ON DELETE CASCADE,
    rel        text    NOT NULL CHECK (rel IN ('ABOUT', 'MENTIONS')),
    version    integer NOT NULL DEFAULT 0,
    UNIQUE (article_id, person_id)
);

CREATE INDEX ON article_mention (article_id, id);
CREATE INDEX ON article_mention (person_id, id);

CREATE SEQUENCE article_coverage_seq INCREMENT BY 50;

CREATE TABLE article_coverage (
    id         bigint  PRIMARY KEY DEFAULT nextval('article_coverage_seq'),
    article_id bigint  NOT NULL REFERENCES article ON DELETE CASCADE,
    event_id   bigint  NOT NULL REFERENCES event ON DELETE CASCADE,
    version    integer NOT NULL DEFAULT 0,
    UNIQUE (article_id, event_id)
);

CREATE INDEX ON article_coverage (article_id, id);
CREATE INDEX ON article_coverage (event_id, id);
