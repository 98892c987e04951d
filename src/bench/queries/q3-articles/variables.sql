-- Publishers by fame: 97 quantiles of Zipf's law, at days spread over all years; nobody, and a day before all articles.
SELECT json_build_object('publisher', 'Publisher ' || floor(power(201.0, i / 97.0))::int,
    'before', (date '2015-06-01' + i * 41 % 97 * 36) || 'T00:00:00Z')
FROM generate_series(0, 96) i
UNION ALL
SELECT json_build_object('publisher', publisher, 'before', before || 'T00:00:00Z')
FROM (VALUES ('Publisher 0', '2020-01-01'), ('Publisher 1', '2014-12-31'), ('Publisher 200', '2030-01-01'))
    AS rare (publisher, before);
