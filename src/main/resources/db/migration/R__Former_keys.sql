-- The present keys of the nodes that had a key before a merge or a rename; null if there is none. A look-up calls the
-- function only if it finds no node with the key. PostgreSQL starts a subquery with each statement, but a function of
-- PL/pgSQL when it is called.
CREATE OR REPLACE FUNCTION current_person_slug(former text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (SELECT p.slug FROM former_person_key k JOIN person p ON p.id = k.person_id WHERE k.slug = former);
END
$$;

CREATE OR REPLACE FUNCTION current_event_slug(former text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (SELECT e.slug FROM former_event_key k JOIN event e ON e.id = k.event_id WHERE k.slug = former);
END
$$;

CREATE OR REPLACE FUNCTION current_quote_id(former bigint) RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (SELECT k.quote_id FROM former_quote_key k WHERE k.id = former);
END
$$;
