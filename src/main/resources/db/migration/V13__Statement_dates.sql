-- ---------------------------------------------------------------------------------------------------------------------
-- A statement is stored once for each time at which its source made it
-- ---------------------------------------------------------------------------------------------------------------------

-- The date by which a statement of unknown date was made: the day of the first article that reports it.
ALTER TABLE quote ADD COLUMN spoken_before date CHECK (spoken_before BETWEEN '0001-01-01' AND '9999-12-31');
UPDATE quote SET spoken_before = (
        SELECT min(a.date_published AT TIME ZONE 'UTC')::date
        FROM quote_appearance ap JOIN article a ON a.id = ap.article_id WHERE ap.quote_id = quote.id)
    WHERE spoken_at IS NULL;

-- The days on which a quote may have been spoken. A day includes the next day, because newspapers in other time zones
-- print another date.
CREATE FUNCTION spoken_during(spoken_at date, spoken_at_precision text, spoken_before date) RETURNS daterange
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE spoken_at_precision
        WHEN 'DAY' THEN daterange(spoken_at, spoken_at + 1, '[]')
        WHEN 'MONTH' THEN daterange(spoken_at, (spoken_at + interval '1 month')::date)
        WHEN 'YEAR' THEN daterange(spoken_at, (spoken_at + interval '1 year')::date)
        ELSE daterange(NULL, spoken_before + 1, '[]')
    END;

-- Numbers the quotes of one source with the same words.
ALTER TABLE quote ADD COLUMN occurrence integer NOT NULL DEFAULT 1 CHECK (occurrence > 0);

-- Stored quotes can have become one by the new normal form of words (V12__Statement_words.sql): quotes of one source
-- with the same words, whose dates do not contradict each other. Quotes with dates come first. The better date remains,
-- by the rule of SpokenDate.isBetterThan. The names of the precisions are in the order of the alphabet.
CREATE INDEX quote_statement ON quote (statement);
DO $$
DECLARE
    repeated uuid;
    same record;
BEGIN
    FOR repeated IN SELECT statement FROM quote GROUP BY statement HAVING count(*) > 1 LOOP
        LOOP
            SELECT one.id AS remaining, other.id AS deleted, CASE
                    WHEN one.spoken_at IS NULL OR other.spoken_at IS NULL THEN one.spoken_at IS NULL
                    WHEN other.spoken_at_precision < one.spoken_at_precision
                        AND date_trunc(one.spoken_at_precision, other.spoken_at::timestamp) = one.spoken_at THEN true
                    WHEN other.spoken_at_precision > one.spoken_at_precision
                        AND date_trunc(other.spoken_at_precision, one.spoken_at::timestamp) = other.spoken_at THEN false
                    ELSE other.spoken_at < one.spoken_at
                END AS has_better_date INTO same
                FROM quote one
                JOIN quote other ON other.statement = one.statement AND other.id > one.id
                    AND other.speaker_id IS NOT DISTINCT FROM one.speaker_id
                    AND (one.speaker_id IS NOT NULL OR other.attribution_text = one.attribution_text)
                    AND spoken_during(other.spoken_at, other.spoken_at_precision, other.spoken_before)
                        && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_before)
                WHERE one.statement = repeated
                ORDER BY one.spoken_at IS NULL OR other.spoken_at IS NULL, one.id, other.id LIMIT 1;
            EXIT WHEN NOT FOUND;
            UPDATE quote_appearance moved SET quote_id = same.remaining WHERE quote_id = same.deleted AND NOT EXISTS (
                SELECT FROM quote_appearance equal
                WHERE equal.quote_id = same.remaining AND equal.article_id = moved.article_id
                  AND equal.start_offset IS NOT DISTINCT FROM moved.start_offset);
            UPDATE quote_topic moved SET quote_id = same.remaining WHERE quote_id = same.deleted AND NOT EXISTS (
                SELECT FROM quote_topic equal
                WHERE equal.quote_id = same.remaining AND equal.event_id = moved.event_id);
            UPDATE quote one SET
                    speaker_role = coalesce(one.speaker_role, other.speaker_role),
                    attribution_text = coalesce(one.attribution_text, other.attribution_text),
                    cue = coalesce(one.cue, other.cue),
                    occasion_id = coalesce(one.occasion_id, other.occasion_id),
                    confidence = coalesce(one.confidence, other.confidence),
                    spoken_at = CASE WHEN same.has_better_date THEN other.spoken_at ELSE one.spoken_at END,
                    spoken_at_precision = CASE WHEN same.has_better_date
                        THEN other.spoken_at_precision ELSE one.spoken_at_precision END,
                    spoken_before = least(one.spoken_before, other.spoken_before),
                    version = one.version + 1
                FROM quote other WHERE one.id = same.remaining AND other.id = same.deleted;
            DELETE FROM quote WHERE id = same.deleted;
        END LOOP;
    END LOOP;
END $$;
DROP INDEX quote_statement;

UPDATE quote SET occurrence = numbered.occurrence
    FROM (SELECT id, row_number() OVER (
                PARTITION BY speaker_id, CASE WHEN speaker_id IS NULL THEN attribution_text END, statement
                ORDER BY spoken_at, id) AS occurrence
          FROM quote) numbered
    WHERE numbered.id = quote.id AND numbered.occurrence > 1;

-- Matching finds the quotes of one source with the same words by these indexes. Two writers that add such a quote at
-- once take the same number, so one of them fails and then sees the quote of the other.
CREATE UNIQUE INDEX quote_statement_of_speaker ON quote (speaker_id, statement, occurrence)
    WHERE speaker_id IS NOT NULL;
CREATE UNIQUE INDEX quote_statement_of_source ON quote (attribution_text, statement, occurrence)
    WHERE speaker_id IS NULL;

-- The dates of the quotes of one source with the same words do not overlap. Triggers, because an exclusion constraint
-- would need an index that costs every import a fifth of its time, while few statements are made twice. They run only
-- for a quote that is not the first with its words, and for a quote whose words, source or date change.
--
-- Concurrency: the lock lets one writer at a time check a statement, until it commits. The next statement then sees the
-- quotes of the others, under READ COMMITTED. Statements share 1,024 locks, because PostgreSQL's lock table holds only
-- some thousands.
CREATE FUNCTION quote_is_made_once_at_a_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    one quote;
    other bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(20180717, hashtext(NEW.statement::text) & 1023);
    SELECT * INTO one FROM quote WHERE id = NEW.id;
    IF one.speaker_id IS NULL THEN
        SELECT id INTO other FROM quote
            WHERE speaker_id IS NULL AND attribution_text = one.attribution_text AND statement = one.statement
              AND id <> one.id
              AND spoken_during(spoken_at, spoken_at_precision, spoken_before)
                  && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_before)
            LIMIT 1;
    ELSE
        SELECT id INTO other FROM quote
            WHERE speaker_id = one.speaker_id AND statement = one.statement AND id <> one.id
              AND spoken_during(spoken_at, spoken_at_precision, spoken_before)
                  && spoken_during(one.spoken_at, one.spoken_at_precision, one.spoken_before)
            LIMIT 1;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION 'the quotes % and % have the same source and words, and their dates overlap', one.id, other
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'quote_is_made_once_at_a_time';
    END IF;
    RETURN NULL;
END $$;

-- Deferred: a write can add a quote before it changes the date of another one.
CREATE CONSTRAINT TRIGGER inserted_quote_is_made_once_at_a_time
    AFTER INSERT ON quote DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.occurrence > 1)
    EXECUTE FUNCTION quote_is_made_once_at_a_time();
CREATE CONSTRAINT TRIGGER updated_quote_is_made_once_at_a_time
    AFTER UPDATE ON quote DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN ((NEW.speaker_id, NEW.attribution_text, NEW.statement, NEW.spoken_at, NEW.spoken_at_precision,
            NEW.spoken_before)
        IS DISTINCT FROM (OLD.speaker_id, OLD.attribution_text, OLD.statement, OLD.spoken_at, OLD.spoken_at_precision,
            OLD.spoken_before))
    EXECUTE FUNCTION quote_is_made_once_at_a_time();

-- The audit records have the new columns.
CALL record_changes('quote', 'Quote', 'Quote', 'id');
