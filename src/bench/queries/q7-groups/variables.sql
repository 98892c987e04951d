-- Events by fame: 97 quantiles of Zipf's law, and none.
SELECT json_build_object('slug', 'event-' || floor(power(events + 1.0, i / 97.0))::int)
FROM generate_series(0, 96) i, (SELECT max(id) AS events FROM event) n
UNION ALL
SELECT json_build_object('slug', slug) FROM unnest(ARRAY['event-0', '', 'Event-1']) slug;
