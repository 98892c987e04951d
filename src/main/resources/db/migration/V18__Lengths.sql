-- The maximum lengths of keys and texts, as in MaxLength.java, by which the service rejects longer values with a
-- message for the client. Texts in a unique index also have a maximum in bytes: an index entry has at most 2,704.
--
-- NOT VALID: rows that were written before may be longer, and stay as they are. New and changed rows are checked. This
-- also spares a scan of the tables. The migrations before this one change such rows, so they come first.

-- The length of the longest text in a list, in characters.
CREATE FUNCTION longest(texts text[]) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT max(char_length(text)) FROM unnest(texts) text);

ALTER TABLE person
    ADD CONSTRAINT person_slug_length CHECK (char_length(slug) <= 256) NOT VALID,
    ADD CONSTRAINT person_name_length CHECK (char_length(name) <= 1000) NOT VALID,
    ADD CONSTRAINT person_description_length CHECK (char_length(description) <= 10000) NOT VALID,
    ADD CONSTRAINT person_wikidata_id_length CHECK (char_length(wikidata_id) <= 256) NOT VALID,
    ADD CONSTRAINT person_same_as_length CHECK (longest(same_as) <= 2048) NOT VALID;

ALTER TABLE person_name
    ADD CONSTRAINT person_name_name_length CHECK (char_length(name) <= 1000 AND octet_length(name) <= 2500) NOT VALID,
    ADD CONSTRAINT person_name_in_language_length CHECK (char_length(in_language) <= 64) NOT VALID;

ALTER TABLE event
    ADD CONSTRAINT event_slug_length CHECK (char_length(slug) <= 256) NOT VALID,
    ADD CONSTRAINT event_name_length CHECK (char_length(name) <= 1000) NOT VALID,
    ADD CONSTRAINT event_description_length CHECK (char_length(description) <= 10000) NOT VALID,
    ADD CONSTRAINT event_in_language_length CHECK (char_length(in_language) <= 64) NOT VALID,
    ADD CONSTRAINT event_location_length CHECK (char_length(location) <= 1000) NOT VALID,
    ADD CONSTRAINT event_identifier_length CHECK (char_length(identifier) <= 1000) NOT VALID,
    ADD CONSTRAINT event_wikidata_id_length CHECK (char_length(wikidata_id) <= 256) NOT VALID,
    ADD CONSTRAINT event_same_as_length CHECK (longest(same_as) <= 2048) NOT VALID;

ALTER TABLE article
    ADD CONSTRAINT article_url_length CHECK (char_length(url) <= 2048 AND octet_length(url) <= 2500) NOT VALID,
    ADD CONSTRAINT article_headline_length CHECK (char_length(headline) <= 1000) NOT VALID,
    ADD CONSTRAINT article_publisher_length CHECK (char_length(publisher) <= 1000) NOT VALID,
    ADD CONSTRAINT article_byline_length CHECK (char_length(byline) <= 1000) NOT VALID,
    ADD CONSTRAINT article_in_language_length CHECK (char_length(in_language) <= 64) NOT VALID,
    ADD CONSTRAINT article_abstract_length CHECK (char_length(abstract) <= 10000) NOT VALID,
    ADD CONSTRAINT article_body_length CHECK (char_length(body) <= 5000000) NOT VALID;

ALTER TABLE quote
    ADD CONSTRAINT quote_text_length CHECK (char_length(text) <= 100000) NOT VALID,
    ADD CONSTRAINT quote_in_language_length CHECK (char_length(in_language) <= 64) NOT VALID,
    ADD CONSTRAINT quote_speaker_role_length CHECK (char_length(speaker_role) <= 1000) NOT VALID,
    ADD CONSTRAINT quote_attribution_text_length
        CHECK (char_length(attribution_text) <= 1000 AND octet_length(attribution_text) <= 2500) NOT VALID,
    ADD CONSTRAINT quote_cue_length CHECK (char_length(cue) <= 1000) NOT VALID;

ALTER TABLE quote_appearance
    ADD CONSTRAINT quote_appearance_exact_length CHECK (char_length(exact) <= 100000) NOT VALID,
    ADD CONSTRAINT quote_appearance_prefix_length CHECK (char_length(prefix) <= 1000) NOT VALID,
    ADD CONSTRAINT quote_appearance_suffix_length CHECK (char_length(suffix) <= 1000) NOT VALID;
