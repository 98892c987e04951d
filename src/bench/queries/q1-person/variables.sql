-- People by fame: 97 quantiles of Zipf's law, and nobody.
SELECT json_build_object('slug', 'person-' || floor(power(people + 1.0, i / 97.0))::int)
FROM generate_series(0, 96) i, (SELECT max(id) AS people FROM person) n
UNION ALL
SELECT json_build_object('slug', slug) FROM unnest(ARRAY['person-0', '', 'Person-1']) slug;
