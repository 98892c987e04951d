-- Days spread over all years, and days before and after all quotes.
SELECT json_build_object('until', date '2015-03-01' + i * 41 % 97 * 36)
FROM generate_series(0, 96) i
UNION ALL
SELECT json_build_object('until', until) FROM unnest(ARRAY['2014-01-01', '2015-01-03', '2030-01-01']) until;
