-- The ids that quotes had before they were merged with others. They still find the quotes.
CREATE TABLE former_quote_key (
    id       bigint PRIMARY KEY,
    quote_id bigint NOT NULL REFERENCES quote ON DELETE CASCADE
);

CREATE INDEX ON former_quote_key (quote_id);

CALL record_changes('former_quote_key', 'FormerQuoteKey', 'Quote', 'quote_id');
CALL count_writes('former_quote_key');
