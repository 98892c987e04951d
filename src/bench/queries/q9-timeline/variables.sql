-- People by fame: 97 quantiles of Zipf's law, in months of all years. Nobody, and months without news.
SELECT json_build_object('slug', 'person-' || floor(power(people + 1.0, i / 97.0))::int,
    'from', start, 'to', (start + interval '1 month - 1 day')::date)
FROM generate_series(0, 96) i, (SELECT max(id) AS people FROM person) n,
LATERAL (SELECT (date '2015-01-01' + i * 41 % 97 * interval '37 days')::date AS day) d,
LATERAL (SELECT date_trunc('month', day)::date AS start) m
UNION ALL
SELECT json_build_object('slug', slug, 'from', start, 'to', finish)
FROM (VALUES ('person-0', '2019-03-01', '2019-03-31'), ('person-1', '2013-03-01', '2013-03-31'),
    ('person-2', '2019-03-01', '2019-03-01')) AS rare (slug, start, finish);
