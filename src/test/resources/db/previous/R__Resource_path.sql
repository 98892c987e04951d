-- The paths of the addresses of nodes. The characters of a slug and of a global id, which R__Export.sql makes, need no
-- escape in a URL. PostgreSQL replaces the calls by their expressions.
CREATE OR REPLACE FUNCTION resource_path(slug text, collection text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '/' || collection || '/' || slug;

CREATE OR REPLACE FUNCTION resource_path(key bigint, collection text, type text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '/' || collection || '/' || global_id(type, key);

-- What a link to a node shows.
CREATE OR REPLACE FUNCTION node_label(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN name;
