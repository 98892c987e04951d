-- The languages of the stored texts. V22__Text_languages.sql notes those of new ones.
INSERT INTO text_language
    SELECT text_search_config(in_language)::text FROM quote
    UNION SELECT text_search_config(in_language)::text FROM event
    UNION SELECT text_search_config(in_language)::text FROM article
    ON CONFLICT DO NOTHING;
