-- Half of what an import wrote into B-trees were the four indexes of the audit records. One less, and smaller ones, do the same.

-- Exports read the records in the order of the transactions, as the log of changes is read (see V19).
CREATE OR REPLACE VIEW exported_audit_record AS
    SELECT r.id, r.id AS key, json_build_object('auditRecord', json_build_object(
        'changedAt', exported_instant(r.changed_at),
        'actor', r.actor,
        'action', r.action,
        'nodeType', r.node_type,
        'node', global_id(r.node_type, r.node_key),
        'partOf', global_id(r.owner_type, r.owner_key),
        'before', r.before,
        'after', r.after))::text AS line, r.transaction
    FROM audit_record r;

-- First what only writers wait for. Ids are unique as they are generated.
CREATE UNIQUE INDEX audit_record_key ON audit_record (transaction, id);
-- A key belongs to a node of each type at most, so it goes first: numbers are compared sooner than names of types.
CREATE INDEX ON audit_record (owner_key, owner_type, id);
CREATE INDEX ON audit_record (node_key) WHERE node_type <> owner_type;

ALTER TABLE audit_record
    DROP CONSTRAINT audit_record_pkey,
    ADD CONSTRAINT audit_record_pkey PRIMARY KEY USING INDEX audit_record_key;
DROP INDEX audit_record_transaction_id_idx;
DROP INDEX audit_record_owner_type_owner_key_id_idx;
DROP INDEX audit_record_node_type_node_key_id_idx;
