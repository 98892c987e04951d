-- Names of events in texts: reading_links() finds the events whose names a text contains.

-- The words of a text, without accents and in lower case, with one space before, between and after them. A text
-- contains a phrase if its form contains the form of the phrase.
CREATE FUNCTION phrase_form(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ' ' || btrim(regexp_replace(plain_form(text) COLLATE "und-x-icu", '[^[:alnum:]]+', ' ', 'g')) || ' ';

-- The first two words of a phrase, by which an index finds the phrases that a text may contain.
CREATE FUNCTION phrase_key(phrase text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN concat_ws(' ', nullif(split_part(btrim(phrase_form(phrase)), ' ', 1), ''),
        nullif(split_part(btrim(phrase_form(phrase)), ' ', 2), ''));
