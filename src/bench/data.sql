-- A generated graph of 100,000 quotes for the benchmark: the same rows on every run, no randomness.
BEGIN;

INSERT INTO person (id, slug, name, description)
SELECT p, 'person-' || p, 'Person Number ' || p, 'Generated person ' || p
FROM generate_series(1, 5000) p;

INSERT INTO event (id, slug, name, type, description, start_date, identifier)
SELECT e, 'event-' || e, 'Event Number ' || e,
       (ARRAY['INDICTMENT', 'CYBERATTACK', 'SUMMIT', 'ELECTION',
              'INVESTIGATION', 'REPORT', 'PROTEST', 'SPEECH'])[e % 8 + 1],
       'Generated event ' || e, date '2015-01-01' + e % 2000, '1:18-cr-' || e
FROM generate_series(1, 2000) e;

INSERT INTO event_participant (event_id, person_id, role)
SELECT e, (e * 37 + k * 211) % 5000 + 1, CASE WHEN k < 8 THEN 'DEFENDANT' ELSE 'PROSECUTOR' END
FROM generate_series(1, 2000) e, generate_series(1, 10) k;

-- Two indictments and one other event charge, follow or find each event.
INSERT INTO event_link (viewed_from_id, relation, direction, event_id)
SELECT ends.viewed_from_id, relation, direction, ends.event_id
FROM generate_series(1, 2000) e
CROSS JOIN LATERAL (VALUES
    ((e * 8 - 1) % 2000 / 8 * 8 + 8, 'CHARGES'),
    ((e * 24 + 55) % 2000 / 8 * 8 + 8, 'CHARGES'),
    ((e * 13) % 2000 + 1, 'FOLLOWS')) AS link (source, relation)
CROSS JOIN LATERAL (VALUES
    (link.source, 'OUTGOING', e), (e, 'INCOMING', link.source)) AS ends (viewed_from_id, direction, event_id)
WHERE link.source <> e AND link.source <= 2000
ON CONFLICT DO NOTHING;

INSERT INTO quote (id, text, type, speech_act, speaker_id, cue, spoken_at, spoken_at_precision, occasion_id)
SELECT q,
       'Generated statement number ' || q || ': "we reject this", he said — and more was said after that.',
       (ARRAY['DIRECT', 'INDIRECT', 'MIXED'])[q % 3 + 1],
       (ARRAY['STATEMENT', 'DENIAL', 'ALLEGATION', 'CRITICISM', 'PROMISE'])[q / 7 % 5 + 1],
       q * 7919::bigint % 5000 + 1, 'said', date '2015-01-01' + (q % 2000), 'DAY', q % 2000 + 1
FROM generate_series(1, 100000) q;

INSERT INTO quote_topic (quote_id, event_id)
SELECT q, (q * 31::bigint + k * 17) % 2000 + 1
FROM generate_series(1, 100000) q, generate_series(0, 1) k;

-- Each article prints five quotes, one to a paragraph, so that every appearance has its true place in the body.
INSERT INTO article (id, url, headline, publisher, date_published, in_language, body)
SELECT a, 'https://example.org/articles/' || a, 'Headline Number ' || a, 'Publisher ' || a % 50,
       timestamptz '2015-01-01 12:00Z' + a % 2000 * interval '1 day', 'en',
       (SELECT string_agg(rpad('Paragraph ' || k || ' of article ' || a || '. ', 200, 'lorem ipsum ') || q.text,
                          E'\n' ORDER BY k)
        FROM generate_series(0, 4) k JOIN quote q ON q.id = (a * 5 + k) % 100000 + 1)
FROM generate_series(1, 30000) a;

INSERT INTO quote_appearance (quote_id, article_id, exact, start_offset, end_offset)
SELECT q.id, a.id, q.text, strpos(a.body, q.text) - 1, strpos(a.body, q.text) - 1 + char_length(q.text)
FROM article a, generate_series(0, 4) k JOIN quote q ON true
WHERE q.id = (a.id * 5 + k) % 100000 + 1;

INSERT INTO article_mention (article_id, person_id, rel)
SELECT a, (a * 3::bigint + k * 401) % 5000 + 1, CASE k WHEN 0 THEN 'ABOUT' ELSE 'MENTIONS' END
FROM generate_series(1, 30000) a, generate_series(0, 2) k;

INSERT INTO article_coverage (article_id, event_id)
SELECT a, a % 2000 + 1 FROM generate_series(1, 30000) a;

COMMIT;

VACUUM ANALYZE;
