-- People by fame: 97 quantiles of Zipf's law, with each speech act, in periods from a month to all years. Nobody, and
-- periods without quotes.
SELECT json_build_object('slug', 'person-' || floor(power(people + 1.0, i / 97.0))::int,
    'act', ('{DENIAL,STATEMENT,ALLEGATION,CRITICISM,PRAISE,PROMISE,ADMISSION}'::text[])[1 + i % 7],
    'from', start, 'to', start + (ARRAY[30, 365, 730, 4000])[1 + i % 4])
FROM generate_series(0, 96) i, (SELECT max(id) AS people FROM person) n,
LATERAL (SELECT date '2015-01-01' + i * 41 % 97 * 30 AS start) period
UNION ALL
SELECT json_build_object('slug', slug, 'act', act, 'from', start, 'to', finish)
FROM (VALUES ('person-0', 'DENIAL', '2015-01-01', '2024-12-31'), ('person-1', 'DENIAL', '2020-01-02', '2020-01-01'),
    ('person-2', 'APOLOGY', '2015-01-01', '2024-12-31')) AS rare (slug, act, start, finish);
