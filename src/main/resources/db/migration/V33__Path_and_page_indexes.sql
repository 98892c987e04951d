-- The search for paths reads the connections of a person or an event in the order of the nodes at their other ends, and
-- reads these indexes alone: R__Path.sql. They take 43 MB in a graph of a million quotes (3.8 GB). A row that is
-- inserted writes one more entry of about 30 bytes.
--
-- A page of the quotes of a person with one speech act is read in the order of their dates: 47 MB. Publishers have no
-- such index, because 1,000 characters can have more bytes than an index entry.
SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS article_mention_person_id_article_id_idx;
CREATE INDEX CONCURRENTLY article_mention_person_id_article_id_idx ON article_mention (person_id, article_id);

DROP INDEX CONCURRENTLY IF EXISTS article_coverage_event_id_article_id_idx;
CREATE INDEX CONCURRENTLY article_coverage_event_id_article_id_idx ON article_coverage (event_id, article_id);

DROP INDEX CONCURRENTLY IF EXISTS event_participant_person_id_event_id_idx;
CREATE INDEX CONCURRENTLY event_participant_person_id_event_id_idx ON event_participant (person_id, event_id);

DROP INDEX CONCURRENTLY IF EXISTS quote_speaker_id_speech_act_spoken_at_id_idx;
CREATE INDEX CONCURRENTLY quote_speaker_id_speech_act_spoken_at_id_idx
    ON quote (speaker_id, speech_act, spoken_at DESC NULLS LAST, id);
