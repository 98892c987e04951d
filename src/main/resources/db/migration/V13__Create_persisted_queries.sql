-- Documents that clients registered under their hash, to send the hash from then on. The service keeps this small.
CREATE TABLE persisted_query (
    hash     text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    document text NOT NULL,
    used_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX ON persisted_query (used_at DESC, hash);
