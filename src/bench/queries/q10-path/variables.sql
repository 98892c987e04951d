-- Pairs of people, both by fame: 97 quantiles of Zipf's law for the one end, in another order for the other one.
-- Nobody, and a person who is at both ends.
SELECT json_build_object('from', 'person-' || floor(power(people + 1.0, i / 97.0))::int,
    'to', 'person-' || floor(power(people + 1.0, (i * 41 + 20) % 97 / 97.0))::int)
FROM generate_series(0, 96) i, (SELECT max(id) AS people FROM person) n
UNION ALL
SELECT json_build_object('from', start, 'to', finish)
FROM (VALUES ('person-1', 'person-0'), ('person-0', 'person-1'), ('person-1', 'person-1')) AS rare (start, finish);
