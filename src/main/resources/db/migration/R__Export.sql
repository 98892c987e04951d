-- Each row of an exported_* view is a line of an NDJSON export: a JSON object of the shape of the import's inputs, with
-- lists in an order that does not depend on ids. The objects omit fields without a value.

-- ISO 8601 in UTC, with milliseconds, or with microseconds if the instant has a fraction of a millisecond.
CREATE OR REPLACE FUNCTION exported_instant(instant timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN to_char(instant AT TIME ZONE 'UTC', CASE
        WHEN instant = date_trunc('milliseconds', instant) THEN 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
        ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' END);

-- The global Relay id of a node.
CREATE OR REPLACE FUNCTION global_id(type text, key bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN replace(encode(convert_to(type || ':' || key, 'UTF8'), 'base64'), chr(10), '');

CREATE OR REPLACE VIEW exported_person AS
    SELECT p.id, p.slug AS key, json_strip_nulls(json_build_object('person', json_build_object(
        'slug', p.slug,
        'name', p.name,
        'description', p.description,
        'wikidataId', p.wikidata_id,
        'sameAs', p.same_as,
        'image', p.image,
        'alternateNames', (
            SELECT coalesce(json_agg(json_build_object('name', n.name, 'inLanguage', n.in_language)
                ORDER BY n.name COLLATE "C", n.in_language COLLATE "C" NULLS FIRST), '[]')
            FROM person_name n WHERE n.person_id = p.id))))::text AS line
    FROM person p;

CREATE OR REPLACE VIEW exported_event AS
    SELECT e.id, e.slug AS key, json_strip_nulls(json_build_object('event', json_build_object(
        'slug', e.slug,
        'name', e.name,
        'type', e.type,
        'description', e.description,
        'inLanguage', e.in_language,
        'startDate', e.start_date,
        'endDate', e.end_date,
        'location', e.location,
        'identifier', e.identifier,
        'wikidataId', e.wikidata_id,
        'sameAs', e.same_as,
        'alternateNames', (
            SELECT coalesce(json_agg(json_build_object('name', n.name, 'inLanguage', n.in_language)
                ORDER BY n.name COLLATE "C", n.in_language COLLATE "C" NULLS FIRST), '[]')
            FROM event_name n WHERE n.event_id = e.id),
        'superEvent', (SELECT json_build_object('slug', s.slug) FROM event s WHERE s.id = e.super_event_id),
        'participants', (
            SELECT coalesce(json_agg(json_build_object('role', ep.role, 'person', json_build_object('slug', p.slug))
                ORDER BY p.slug COLLATE "C", ep.role COLLATE "C"), '[]')
            FROM event_participant ep JOIN person p ON p.id = ep.person_id WHERE ep.event_id = e.id),
        'links', (
            SELECT coalesce(json_agg(
                json_build_object('relation', l.relation, 'event', json_build_object('slug', o.slug))
                ORDER BY l.relation COLLATE "C", o.slug COLLATE "C"), '[]')
            FROM event_link l JOIN event o ON o.id = l.event_id
            WHERE l.viewed_from_id = e.id AND l.direction = 'OUTGOING'))))::text AS line
    FROM event e;

-- The line of an article contains its quotes, as the input of an article does: a quote is repeated on the line of each
-- article that prints it.
CREATE OR REPLACE VIEW exported_article AS
    SELECT a.id, a.url AS key, json_strip_nulls(json_build_object('article', json_build_object(
        'url', a.url,
        'headline', a.headline,
        'publisher', a.publisher,
        'byline', a.byline,
        'section', a.section,
        'datePublished', exported_instant(a.date_published),
        'dateModified', exported_instant(a.date_modified),
        'inLanguage', a.in_language,
        'abstract', a.abstract,
        'body', a.body,
        'image', a.image,
        'license', a.license,
        'isBasedOn', (SELECT json_build_object('url', b.url) FROM article b WHERE b.id = a.is_based_on_id),
        'mentions', (
            SELECT coalesce(json_agg(json_build_object('rel', m.rel, 'person', json_build_object('slug', p.slug))
                ORDER BY p.slug COLLATE "C"), '[]')
            FROM article_mention m JOIN person p ON p.id = m.person_id WHERE m.article_id = a.id),
        'coverage', (
            SELECT coalesce(json_agg(json_build_object('slug', e.slug) ORDER BY e.slug COLLATE "C"), '[]')
            FROM article_coverage c JOIN event e ON e.id = c.event_id WHERE c.article_id = a.id),
        'appearances', (
            SELECT coalesce(json_agg(json_build_object(
                    'exact', ap.exact,
                    -- An import reads them from the body where there is one.
                    'prefix', CASE WHEN a.body IS NULL THEN ap.prefix END,
                    'suffix', CASE WHEN a.body IS NULL THEN ap.suffix END,
                    'start', ap.start_offset,
                    'end', ap.end_offset,
                    'confidence', ap.confidence,
                    'quote', json_build_object(
                        'text', q.text,
                        'inLanguage', q.in_language,
                        'type', q.type,
                        'speechAct', q.speech_act,
                        'speaker', (SELECT json_build_object('slug', p.slug) FROM person p WHERE p.id = q.speaker_id),
                        'speakerRole', q.speaker_role,
                        'attributionText', q.attribution_text,
                        'cue', q.cue,
                        'cueDenies', q.cue_denies,
                        'spokenAt', q.spoken_at,
                        'spokenAtPrecision', q.spoken_at_precision,
                        'spokenAfter', q.spoken_after,
                        'spokenBefore', q.spoken_before,
                        'possibleFrom', q.possible_from,
                        'possibleUntil', q.possible_until,
                        'occasion', (SELECT json_build_object('slug', e.slug) FROM event e WHERE e.id = q.occasion_id),
                        'confidence', q.confidence,
                        'corrected', nullif(q.corrected, false),
                        'topics', (
                            SELECT coalesce(
                                json_agg(json_build_object('slug', e.slug) ORDER BY e.slug COLLATE "C"), '[]')
                            FROM quote_topic t JOIN event e ON e.id = t.event_id WHERE t.quote_id = q.id)))
                ORDER BY ap.start_offset NULLS FIRST, ap.exact COLLATE "C", q.statement,
                         q.attribution_text COLLATE "C", q.spoken_at, q.spoken_before, q.spoken_after,
                         (SELECT e.slug FROM event e WHERE e.id = q.occasion_id) COLLATE "C"), '[]')
            FROM quote_appearance ap JOIN quote q ON q.id = ap.quote_id WHERE ap.article_id = a.id),
        'rejectedQuotes', (
            SELECT coalesce(json_agg(json_build_object('exact', r.exact, 'prefix', r.prefix, 'suffix', r.suffix)
                ORDER BY r.exact COLLATE "C", r.prefix COLLATE "C", r.suffix COLLATE "C"), '[]')
            FROM rejected_quote r WHERE r.article_id = a.id))))::text AS line
    FROM article a;

-- The audit records, for clients that may read them. An import does not accept these lines.
CREATE OR REPLACE VIEW exported_audit_record AS
    SELECT r.id, r.id AS key, json_build_object('auditRecord', json_build_object(
        'changedAt', exported_instant(r.changed_at),
        'actor', r.actor,
        'actorIssuer', r.actor_issuer,
        'actorSubject', r.actor_subject,
        'action', r.action,
        'nodeType', r.node_type,
        'node', global_id(r.node_type, r.node_key),
        'partOf', global_id(r.owner_type, r.owner_key),
        'before', r.before,
        'after', r.after))::text AS line,
        r.transaction
    FROM audit_record r;
