-- Rewrites the words of the texts for which the functions of V20__Search_forms.sql return others. The conditions have
-- the expressions of V5__Text_search.sql. A row that cannot be written keeps its old words, and the log names it: it is
-- longer than V18__Lengths.sql allows.
CALL update_in_batches('event', 'location = location', $$words IS DISTINCT FROM
    search_words(text_search_config(in_language), 'A', name)
    || search_words(text_search_config(in_language), 'B', coalesce(description, ''))
    || search_words('simple'::regconfig, 'C', coalesce(identifier, '') || ' ' || coalesce(location, ''))$$);

CALL update_in_batches('quote', 'attribution_text = attribution_text', $$words IS DISTINCT FROM
    search_words(text_search_config(in_language), 'A', text)
    || search_words('simple'::regconfig, 'C', coalesce(attribution_text, ''))$$);

CALL update_in_batches('article', 'abstract = abstract', $$words IS DISTINCT FROM
    search_words(text_search_config(in_language), 'A', headline)
    || search_words(text_search_config(in_language), 'B', coalesce(abstract, ''))
    || search_words(text_search_config(in_language), 'C', left(coalesce(body, ''), 200000))$$, 500);
