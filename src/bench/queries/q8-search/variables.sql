-- Phrases that quotes print in quotation marks, from quotes spread over all years. So phrases are drawn by fame, as the
-- graph has them. A word, a word that many quotes have, words that no quote has, and a phrase across punctuation.
SELECT json_build_object('text', '"' || substring(text FROM '“(.*)”') || '"')
FROM quote, (SELECT max(id) AS quotes FROM quote) n
WHERE id IN (SELECT 1 + i * quotes / 96 FROM generate_series(0, 95) i)
UNION ALL
SELECT json_build_object('text', text)
FROM unnest(ARRAY['treanober', 'said', '"zebra crossing"', '"said and"']) text;
