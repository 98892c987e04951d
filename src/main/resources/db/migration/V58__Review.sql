CALL lock_tables('quote_appearance');

-- The confidence with which the service read a quote at a place. Null if a person recorded or confirmed it. NOT VALID
-- reads no rows, which are all null.
ALTER TABLE quote_appearance ADD COLUMN confidence double precision;
ALTER TABLE quote_appearance
    ADD CONSTRAINT quote_appearance_confidence_check CHECK (confidence BETWEEN 0 AND 1) NOT VALID;

CALL record_changes('quote_appearance', 'QuoteAppearance', 'Article', 'article_id');

-- Quotes that an editor has rejected, with their context: the service does not read them again in the article.
CREATE SEQUENCE rejected_quote_seq INCREMENT BY 50;

CREATE TABLE rejected_quote (
    id         bigint  PRIMARY KEY DEFAULT nextval('rejected_quote_seq'),
    article_id bigint  NOT NULL REFERENCES article ON DELETE CASCADE,
    exact      text    NOT NULL CHECK (exact <> '' AND char_length(exact) <= 100000),
    prefix     text    CHECK (char_length(prefix) <= 1000),
    suffix     text    CHECK (char_length(suffix) <= 1000),
    version    integer NOT NULL DEFAULT 0
);

CREATE INDEX ON rejected_quote (article_id, id);

CALL record_changes('rejected_quote', 'RejectedQuote', 'Article', 'article_id');
CALL count_writes('rejected_quote');
