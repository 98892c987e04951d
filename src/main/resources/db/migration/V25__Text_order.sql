-- Lists are ordered by texts as people expect it, whatever the locale of the database: by the rules of Unicode for all
-- languages (CLDR's root collation), in which upper and lower case and accents come last, and with numbers by their
-- value. Different texts are never equal, so LIKE, "=" and unique indexes mean the same as before.
CREATE COLLATION by_language (provider = icu, locale = 'und-u-kn-true');
