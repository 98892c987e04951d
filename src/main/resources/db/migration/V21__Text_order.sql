-- Lists are ordered by texts as people expect it, whatever the locale of the database: by the rules of Unicode for all
-- languages (CLDR's root collation), in which upper and lower case and accents come last, and with numbers by their
-- value. Different texts are never equal, so LIKE, "=" and unique indexes mean the same as before.
CREATE COLLATION by_language (provider = icu, locale = 'und-u-kn-true');

-- The orders that a unique index served until now. The tables of people and events are small next to those of texts.
-- The index of articles takes a few seconds for each million: writes of articles wait, reads do not.
CREATE INDEX person_slug_by_language ON person (slug COLLATE by_language, id);
CREATE INDEX person_wikidata_id_by_language ON person (wikidata_id COLLATE by_language, id);
CREATE INDEX event_slug_by_language ON event (slug COLLATE by_language, id);
CREATE INDEX event_wikidata_id_by_language ON event (wikidata_id COLLATE by_language, id);
CREATE INDEX article_url_by_language ON article (url COLLATE by_language, id);
