-- Generates a graph with realistic skew: who speaks, which event is spoken about and which words are said follow Zipf's
-- law, so the value of rank r has a probability of about 1/r. person-1 and event-1 are the most famous. A graph of N
-- quotes, a multiple of 1,000, has N/20 people, N/50 events and 3N/10 articles. The rows and their ids are the same on
-- every run, whatever the number of batches and sessions.
--
-- This file only creates procedures, for the session that runs the file. A session that loads the graph calls them in
-- this order:
--
--     CALL pg_temp.generate_texts();
--     CALL pg_temp.load_nodes(N);              -- one session only: people, events and their links
--     CALL pg_temp.load_batch(b, batches, N);  -- for each b in 0 .. batches - 1: articles and quotes, in any session
--     CALL pg_temp.check_graph();              -- one session only, after all others
--
-- To load in bulk, a superuser first sets session_replication_role to replica. Triggers and foreign keys then do not
-- check the rows, and no audit records are written; check_graph() checks instead. The triggers that maintain data are
-- ENABLE ALWAYS. drop_indexes() returns the statements that create the dropped indexes again.

-- A number in [0, 1) for a row and a purpose.
CREATE FUNCTION pg_temp.u(id bigint, purpose bigint) RETURNS float8 LANGUAGE sql IMMUTABLE
    RETURN (hashint8extended(id, purpose) & 9007199254740991)::float8 / 9007199254740992;

-- A rank in 1 .. n, by Zipf's law.
CREATE FUNCTION pg_temp.zipf(n bigint, id bigint, purpose bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN least(n, floor(power(n + 1.0::float8, pg_temp.u(id, purpose)))::bigint);

-- A number in 1 .. n, each with the same probability.
CREATE FUNCTION pg_temp.uniform(n bigint, id bigint, purpose bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN 1 + floor(pg_temp.u(id, purpose) * n)::bigint;

CREATE FUNCTION pg_temp.pick(one_of text[], id bigint, purpose bigint) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN one_of[1 + floor(pg_temp.u(id, purpose) * cardinality(one_of))::int];

-- Makes 3,000 words, 50,000 phrases of two to five words, and 20,000 paragraphs of eight phrases.
CREATE PROCEDURE pg_temp.generate_texts() LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE word AS
    SELECT w AS id, pg_temp.pick('{b,br,c,d,f,g,gr,h,k,l,m,n,p,pr,r,s,st,t,tr,v}', w, 1)
        || pg_temp.pick('{a,e,i,o,u,ea,ou}', w, 2) || pg_temp.pick('{l,m,n,r,s,t,ct,nd,st,mp}', w, 3)
        || pg_temp.pick('{a,e,i,o,u}', w, 4) || pg_temp.pick('{ment,tion,ber,ling,ster,dom,ry,ty,nce,l,n,r}', w, 5)
        AS word
    FROM generate_series(1, 3000) w;
    ALTER TABLE word ADD PRIMARY KEY (id);
    ANALYZE word;

    CREATE TEMP TABLE phrase AS
    SELECT p AS id, string_agg(word, ' ' ORDER BY k) AS text
    FROM generate_series(1, 50000) p, generate_series(1, 5) k
    JOIN word ON true
    WHERE k <= 2 + p % 4 AND word.id = pg_temp.zipf(3000, p * 8::bigint + k, 6)
    GROUP BY p;
    ALTER TABLE phrase ADD PRIMARY KEY (id);
    ANALYZE phrase;

    CREATE TEMP TABLE paragraph AS
    SELECT f AS id, string_agg(text, ' ' ORDER BY k) || '. ' AS text
    FROM generate_series(1, 20000) f, generate_series(1, 8) k
    JOIN phrase ON true
    WHERE phrase.id = pg_temp.zipf(50000, f * 8::bigint + k, 7)
    GROUP BY f;
    ALTER TABLE paragraph ADD PRIMARY KEY (id);
    ANALYZE paragraph;
END $$;

CREATE PROCEDURE pg_temp.load_nodes(quotes bigint) LANGUAGE plpgsql AS $$
DECLARE
    people CONSTANT bigint := quotes / 20;
    events CONSTANT bigint := quotes / 50;
BEGIN
    INSERT INTO person (id, slug, name, description, wikidata_id, same_as)
    SELECT p, 'person-' || p, initcap(first.word) || ' ' || initcap(last.word),
           'Description of person ' || p || ': ' || d.text,
           CASE WHEN p % 3 = 0 THEN 'Q' || 100000 + p END,
           CASE WHEN p % 3 = 0 THEN ARRAY['https://example.org/people/' || p] ELSE '{}' END
    FROM generate_series(1, people) p
    JOIN word first ON first.id = pg_temp.uniform(800, p, 10)
    JOIN word last ON last.id = pg_temp.uniform(3000, p, 11)
    JOIN phrase d ON d.id = pg_temp.uniform(50000, p, 12)
    ORDER BY p;

    INSERT INTO person_name (id, person_id, name, in_language)
    SELECT id / 2, id, name || ' ' || initcap(reverse(split_part(name, ' ', 2))), 'en' FROM person WHERE id % 2 = 0;

    INSERT INTO event (id, slug, name, type, description, start_date, end_date, location, identifier, super_event_id)
    SELECT e, 'event-' || e, initcap(n.text) || ' ' || e,
           CASE WHEN e % 12 = 5 THEN 'INDICTMENT' ELSE pg_temp.pick('{SUMMIT,PRESS_CONFERENCE,LAWSUIT,TRIAL,VERDICT,'
               'INVESTIGATION,ELECTION,CYBERATTACK,PROTEST,ATTACK,SANCTION,AGREEMENT,SPEECH,RESIGNATION,REPORT,'
               'APPOINTMENT,OTHER}', e, 20) END,
           d.text, day, day + (e % 3)::int, initcap(w.word), CASE WHEN e % 12 = 5 THEN '1:18-cr-' || e END,
           CASE WHEN e % 10 = 0 THEN pg_temp.uniform(e - 1, e, 25) END
    FROM generate_series(1, events) e
    JOIN phrase n ON n.id = pg_temp.uniform(50000, e, 21)
    JOIN paragraph d ON d.id = pg_temp.uniform(20000, e, 22)
    JOIN word w ON w.id = pg_temp.uniform(3000, e, 23),
    LATERAL (SELECT date '2015-01-01' + pg_temp.uniform(3650, e, 24)::int - 1 AS day) dated
    ORDER BY e;

    INSERT INTO event_participant (id, event_id, person_id, role)
    SELECT e.id * 12 + k - 12, e.id, pg_temp.zipf(people, e.id * 16 + k, 26), CASE
               WHEN e.type = 'INDICTMENT' THEN CASE WHEN k < 8 THEN 'DEFENDANT' ELSE 'PROSECUTOR' END
               ELSE pg_temp.pick('{HOST,ATTENDEE,ATTENDEE,SPEAKER,SUBJECT,WITNESS}', e.id * 16 + k, 27) END
    FROM event e, generate_series(1, 12) k WHERE k <= 1 + e.id % 12
    ORDER BY 1 ON CONFLICT DO NOTHING;

    -- An indictment charges one to four events. Every second event follows another one, is a part of it, or responds to
    -- it. A link has one row for each of its ends.
    INSERT INTO event_link (id, viewed_from_id, relation, direction, event_id)
    SELECT row_number() OVER (ORDER BY source, target, relation, direction DESC),
           ends.viewed_from_id, relation, direction, ends.event_id
    FROM (SELECT e.id AS source, pg_temp.zipf(events, e.id * 8 + k, 28) AS target, 'CHARGES' AS relation
          FROM event e, generate_series(1, 4) k WHERE e.type = 'INDICTMENT' AND k <= 1 + e.id / 12 % 4
          UNION
          SELECT e.id, pg_temp.uniform(events, e.id, 29), pg_temp.pick('{FOLLOWS,PART_OF,RESPONDS_TO}', e.id, 30)
          FROM event e WHERE e.id % 2 = 0) link
    CROSS JOIN LATERAL (VALUES (source, 'OUTGOING', target), (target, 'INCOMING', source))
        ends (viewed_from_id, direction, event_id)
    WHERE source <> target
    ORDER BY 1;
END $$;

-- Loads a batch of the articles, and the quotes that they print first. The dates of articles ascend with their ids.
CREATE PROCEDURE pg_temp.load_batch(batch bigint, batches bigint, quotes bigint) LANGUAGE plpgsql AS $$
DECLARE
    people CONSTANT bigint := quotes / 20;
    events CONSTANT bigint := quotes / 50;
    articles CONSTANT bigint := quotes * 3 / 10;
    -- Whole groups of 100 articles, so that the rows do not depend on the number of batches.
    first_article CONSTANT bigint := articles / 100 * batch / batches * 100 + 1;
    last_article CONSTANT bigint := articles / 100 * (batch + 1) / batches * 100;
    first_quote CONSTANT bigint := ((first_article - 1) * 10 + 2) / 3 + 1;
    last_quote CONSTANT bigint := (last_article * 10 + 2) / 3;
BEGIN
    CREATE TEMP TABLE news ON COMMIT DROP AS
    SELECT a, timestamptz '2015-01-01Z' + a * 3650.0 / articles * interval '1 day'
        + floor(pg_temp.u(a, 52) * 3600) * interval '1 s' AS date_published
    FROM generate_series(first_article, last_article) a;
    ALTER TABLE news ADD PRIMARY KEY (a);
    ANALYZE news;

    -- Every quote is printed in one article, and every sixth also in another one of the same group.
    CREATE TEMP TABLE printed ON COMMIT DROP AS
    SELECT q, (q - 1) * 3 / 10 + 1 AS a, 0 AS again FROM generate_series(first_quote, last_quote) q
    UNION ALL
    SELECT q, (q - 1) * 3 / 1000 * 100 + ((q - 1) * 3 / 10 + pg_temp.uniform(99, q, 40)) % 100 + 1, 1
    FROM generate_series(first_quote, last_quote) q WHERE q % 6 = 0;
    ANALYZE printed;

    INSERT INTO quote (id, text, type, speech_act, speaker_id, cue, spoken_at, spoken_at_precision, spoken_before,
        occasion_id, in_language)
    SELECT q, initcap(one.text) || ' in ' || q || ' cases: “' || two.text || '”, he said — and ' || three.text,
           pg_temp.pick('{DIRECT,DIRECT,INDIRECT,MIXED}', q, 41),
           CASE WHEN act < 0.12 THEN 'DENIAL' WHEN act < 0.25 THEN 'ALLEGATION' WHEN act < 0.30 THEN 'ADMISSION'
                WHEN act < 0.42 THEN 'CRITICISM' WHEN act < 0.50 THEN 'PRAISE' WHEN act < 0.56 THEN 'PROMISE'
                ELSE 'STATEMENT' END,
           pg_temp.zipf(people, q, 42), 'said',
           spoken_before + 1 - pg_temp.uniform(4, q, 43)::int, 'DAY', spoken_before,
           CASE WHEN q % 4 = 0 THEN pg_temp.zipf(events, q, 44) END, 'en'
    FROM (SELECT q, pg_temp.u(q, 45) AS act, (min(date_published) AT TIME ZONE 'UTC')::date AS spoken_before
          FROM printed JOIN news USING (a) GROUP BY q) said
    JOIN phrase one ON one.id = pg_temp.zipf(50000, q, 46)
    JOIN phrase two ON two.id = pg_temp.zipf(50000, q, 47)
    JOIN phrase three ON three.id = pg_temp.zipf(50000, q, 48)
    ORDER BY q;

    INSERT INTO quote_topic (id, quote_id, event_id)
    SELECT q * 2 + k - 1, q, pg_temp.zipf(events, q * 2 + k, 49)
    FROM generate_series(first_quote, last_quote) q, generate_series(0, 1) k
    WHERE k = 0 OR q % 5 < 2 ORDER BY 1 ON CONFLICT DO NOTHING;

    -- A paragraph of an article: other text, then a quote.
    CREATE TEMP TABLE part ON COMMIT DROP AS
    SELECT p.a, p.q, row_number() OVER (PARTITION BY p.a ORDER BY again, p.q) AS n,
           paragraph.text || quote.text AS text, quote.text AS exact
    FROM printed p JOIN quote ON quote.id = p.q
    JOIN paragraph ON paragraph.id = pg_temp.uniform(20000, p.q * 2 + again, 50);
    ANALYZE part;

    INSERT INTO article (id, url, headline, publisher, date_published, in_language, abstract, body)
    SELECT a, 'https://news.example.org/articles/' || a, initcap(h.text) || ', ' || d.text,
           'Publisher ' || pg_temp.zipf(200, a, 51), date_published, 'en', h.text || ' ' || d.text, body
    FROM news JOIN (SELECT a, string_agg(text, E'.\n' ORDER BY n) AS body FROM part GROUP BY a) b USING (a)
    JOIN phrase h ON h.id = pg_temp.zipf(50000, a, 53)
    JOIN phrase d ON d.id = pg_temp.zipf(50000, a, 54)
    ORDER BY a;

    -- The quotes before this batch, and every sixth of them again, have the ids before.
    INSERT INTO quote_appearance (id, quote_id, article_id, exact, prefix, suffix, start_offset, end_offset)
    SELECT first_quote - 1 + (first_quote - 1) / 6 + row_number() OVER (ORDER BY a, n), q, a, exact,
           substr(body, greatest(1, start + 1 - 32), least(32, start)),
           substr(body, start + 1 + char_length(exact), 32), start, start + char_length(exact)
    FROM (SELECT q, a, n, exact, body, strpos(body, exact) - 1 AS start
          FROM part JOIN article ON article.id = a) placed
    ORDER BY 1;

    INSERT INTO article_mention (id, article_id, person_id, rel)
    SELECT a * 3 + k - 2, a, pg_temp.zipf(people, a * 4 + k, 55), CASE k WHEN 0 THEN 'ABOUT' ELSE 'MENTIONS' END
    FROM generate_series(first_article, last_article) a, generate_series(0, 2) k ORDER BY 1 ON CONFLICT DO NOTHING;

    INSERT INTO article_coverage (id, article_id, event_id)
    SELECT a * 2 + k - 1, a, pg_temp.zipf(events, a * 2 + k, 56)
    FROM generate_series(first_article, last_article) a, generate_series(0, 1) k
    WHERE k = 0 OR a % 3 = 0 ORDER BY 1 ON CONFLICT DO NOTHING;
END $$;

-- Drops the indexes of the graph, other than those of constraints. Returns the statements that create them, the
-- expensive ones first.
CREATE FUNCTION pg_temp.drop_indexes() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition
        FROM pg_index
        WHERE indrelid IN ('person'::regclass, 'person_name'::regclass, 'event'::regclass,
                'event_participant'::regclass, 'event_link'::regclass, 'article'::regclass, 'article_mention'::regclass,
                'article_coverage'::regclass, 'quote'::regclass, 'quote_topic'::regclass, 'quote_appearance'::regclass)
            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
        ORDER BY pg_get_indexdef(indexrelid) !~ ' gin ', indexrelid
    LOOP
        EXECUTE 'DROP INDEX ' || one.name;
        RETURN NEXT one.definition;
    END LOOP;
END $$;

-- Fails if the graph is not one that the service could have written, and makes the sequences go on after its ids.
CREATE PROCEDURE pg_temp.check_graph() LANGUAGE plpgsql AS $$
DECLARE
    one record;
    broken bigint;
BEGIN
    SELECT count(*) INTO broken FROM quote_appearance q JOIN article a ON a.id = q.article_id
        WHERE substr(a.body, start_offset + 1, end_offset - start_offset) IS DISTINCT FROM exact;
    IF broken > 0 THEN
        RAISE EXCEPTION '% appearances are not at their offsets', broken;
    END IF;
    -- A foreign key that is created again checks the rows.
    FOR one IN
        SELECT conrelid::regclass AS of_table, conname, pg_get_constraintdef(oid) AS definition
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.of_table, one.conname);
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', one.of_table, one.conname, one.definition);
    END LOOP;
    SELECT count(*) INTO broken FROM event WHERE super_event_id >= id;
    IF broken > 0 THEN
        RAISE EXCEPTION '% events can be parts of themselves', broken;
    END IF;
    SELECT count(*) INTO broken FROM (SELECT FROM quote GROUP BY speaker_id, statement HAVING count(*) > 1) same;
    IF broken > 0 THEN
        RAISE EXCEPTION '% statements are stored twice', broken;
    END IF;
    FOR one IN
        SELECT c.relname, s.oid::regclass AS sequence
        FROM pg_class c JOIN pg_class s ON s.relname = c.relname || '_seq' AND s.relkind = 'S'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    LOOP
        EXECUTE format('SELECT setval(%L, greatest(1, (SELECT max(id) FROM %I)))', one.sequence, one.relname);
    END LOOP;
END $$;
