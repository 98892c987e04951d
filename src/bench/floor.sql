-- The response body of the flagship query from one statement, as a developer would write it by hand for this query.
-- row_to_json turns nested rows into nested objects. It measured faster than json_build_object and than a call of
-- row_to_json at each level. A page that is not full needs no separate count.
-- $1 is the slug.
SELECT row_to_json(body)::text
FROM (SELECT (SELECT root FROM (SELECT (
    SELECT person FROM (
        SELECT p.name, (
            SELECT denials FROM (
                SELECT CASE WHEN count(*) < 10 THEN count(*) ELSE (
                           SELECT count(*) FROM quote WHERE speaker_id = p.id AND speech_act = 'DENIAL')
                           END AS "totalCount",
                       coalesce(json_agg(node), '[]') AS nodes
                FROM (
                    SELECT q.text, q.spoken_at AS "spokenAt", q.type, (
                        SELECT appearances FROM (
                            SELECT coalesce(json_agg(node), '[]') AS nodes
                            FROM (
                                SELECT qa.exact, qa.start_offset AS start, qa.end_offset AS "end",
                                       (SELECT article FROM (SELECT a.headline, a.publisher, a.url) article) AS article
                                FROM quote_appearance qa JOIN article a ON a.id = qa.article_id
                                WHERE qa.quote_id = q.id
                                ORDER BY qa.id LIMIT 3) node) appearances) AS appearances, (
                        SELECT topics FROM (
                            SELECT coalesce(json_agg(node), '[]') AS nodes
                            FROM (
                                SELECT (SELECT event FROM (
                                    SELECT e.name, e.type, (
                                        SELECT linked FROM (
                                            SELECT coalesce(json_agg(node), '[]') AS nodes
                                            FROM (
                                                SELECT i.name, i.start_date AS "startDate", i.identifier, (
                                                    SELECT participants FROM (
                                                        SELECT CASE WHEN count(*) < 20 THEN count(*) ELSE (
                                                                   SELECT count(*) FROM event_participant
                                                                   WHERE event_id = i.id AND role = 'DEFENDANT')
                                                                   END AS "totalCount",
                                                               coalesce(json_agg(node), '[]') AS nodes
                                                        FROM (
                                                            SELECT ep.role,
                                                                   (SELECT person FROM (SELECT d.name) person) AS person
                                                            FROM event_participant ep
                                                            JOIN person d ON d.id = ep.person_id
                                                            WHERE ep.event_id = i.id AND ep.role = 'DEFENDANT'
                                                            ORDER BY ep.id LIMIT 20) node) participants) AS participants
                                                FROM event i
                                                WHERE i.type = 'INDICTMENT' AND EXISTS (
                                                    SELECT FROM event_link l
                                                    WHERE l.viewed_from_id = e.id AND l.event_id = i.id)
                                                ORDER BY i.id LIMIT 20) node) linked) AS "linkedEvents") event) AS event
                                FROM quote_topic t JOIN event e ON e.id = t.event_id
                                WHERE t.quote_id = q.id
                                ORDER BY t.id LIMIT 20) node) topics) AS topics
                    FROM quote q
                    WHERE q.speaker_id = p.id AND q.speech_act = 'DENIAL'
                    ORDER BY q.id LIMIT 10) node) denials) AS denials
        FROM person p
        WHERE p.slug = $1) person) AS person) root) AS data) body
