-- GraphQL documents that clients registered, by their SHA-256 hash. The service deletes the documents that were not
-- used for the longest time.
CREATE TABLE persisted_query (
    hash     text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    document text NOT NULL,
    used_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX ON persisted_query (used_at DESC, hash);
