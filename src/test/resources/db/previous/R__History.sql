-- The latest changes of a node and of the rows that belong to it, the latest first.
CREATE OR REPLACE FUNCTION node_history(of_key bigint, of_type text, most integer)
    RETURNS TABLE (changed_at timestamptz, actor text, actor_issuer text, actor_subject text, action text,
                   node_type text, before text, after text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT r.changed_at, r.actor, r.actor_issuer, r.actor_subject, r.action, r.node_type, r.before::text, r.after::text
    FROM (SELECT * FROM audit_record WHERE owner_type = of_type AND owner_key = of_key
          UNION ALL
          SELECT * FROM audit_record WHERE node_type = of_type AND node_key = of_key AND node_type <> owner_type) r
    ORDER BY r.id DESC LIMIT most;
END;
