-- In how many hours each replica read a document, approximately. The documents that were used least are deleted first,
-- so a client that sends many documents once does not displace those that are in use.
ALTER TABLE persisted_query ADD uses integer NOT NULL DEFAULT 0;

-- Nothing reads the documents in this order any more.
DROP INDEX persisted_query_used_at_hash_idx;
