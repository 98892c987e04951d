CALL lock_tables('person', 'event', 'article', 'quote');

-- When a node was added to the graph, and when it or one of its parts was last changed. Rows that exist get the time of
-- this migration at first: PostgreSQL stores it once, and rewrites no row. The next script knows better from the audit
-- records.
ALTER TABLE person
    ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now();
ALTER TABLE event
    ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now();
ALTER TABLE article
    ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now();
ALTER TABLE quote
    ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now();

-- The time of the first audit record of a node and of its parts, and the time of the last one; no row without records.
CREATE FUNCTION recorded_times(of_type text, of_key bigint, OUT first timestamptz, OUT last timestamptz)
    RETURNS SETOF record LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    SELECT min(changed_at), max(changed_at) FROM audit_record
    WHERE owner_type = of_type AND owner_key = of_key HAVING count(*) > 0;
END;

-- Updates the times of the nodes of a table from the audit records.
CREATE PROCEDURE take_recorded_times(of_table regclass, of_type text) LANGUAGE plpgsql AS $$
BEGIN
    CALL update_in_batches(
        of_table,
        format('(created_at, updated_at) = (SELECT first, last FROM recorded_times(%L, %s.id))', of_type, of_table),
        format('EXISTS (SELECT FROM recorded_times(%L, %s.id) r WHERE (r.first, r.last) <> (created_at, updated_at))',
            of_type, of_table));
END $$;
