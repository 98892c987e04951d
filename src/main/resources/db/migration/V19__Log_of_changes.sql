-- The audit records are also the log of changes, which is read in the order of (transaction, id): up to the oldest transaction
-- that still runs, since no transaction before that can add to it any more. An id alone would not do: who takes a lower one may
-- commit later. Records of before have no transaction that could still be told from others.
ALTER TABLE audit_record ADD COLUMN transaction xid8 NOT NULL DEFAULT '0';
ALTER TABLE audit_record ALTER COLUMN transaction SET DEFAULT pg_current_xact_id();

CREATE INDEX ON audit_record (transaction, id);

-- Tells who listens that there is something to read; what, the log says. Notifications of one transaction that are equal are
-- one, and it arrives after the commit.
CREATE FUNCTION notify_of_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('onrecord_changes', '');
    RETURN NULL;
END $$;

CREATE TRIGGER notify_of_changes AFTER INSERT ON audit_record
    FOR EACH STATEMENT EXECUTE FUNCTION notify_of_changes();
