-- The words alone: without case, punctuation, quotation marks and the width of letters and blanks. What has no words is
-- compared as it is. ICU knows case and punctuation of every script, whatever the database's locale.
CREATE FUNCTION statement_words(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(nullif(btrim(regexp_replace(regexp_replace(
        fold_case(normalize(text, NFKC)) COLLATE "und-x-icu", '[[:punct:]]', '', 'g'), '\s+', ' ', 'g')), ''), text);

-- A statement stands once for each speaker, and once for each source that is no known person. The words may be longer than
-- what an index holds, so it holds their hash.
ALTER TABLE quote ADD COLUMN statement uuid NOT NULL GENERATED ALWAYS AS (md5(statement_words(text))::uuid) STORED;

CREATE UNIQUE INDEX quote_statement_of_speaker ON quote (speaker_id, statement) WHERE speaker_id IS NOT NULL;
CREATE UNIQUE INDEX quote_statement_of_source ON quote (attribution_text, statement) WHERE speaker_id IS NULL;
