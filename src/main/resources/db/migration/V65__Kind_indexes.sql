-- Lists and counts of all quotes of a speech act, and of all events of a type, the newest first. Without these indexes
-- PostgreSQL reads the others too, which are most of them if the kind is rare.
SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS quote_speech_act_spoken_at_id_idx;
CREATE INDEX CONCURRENTLY quote_speech_act_spoken_at_id_idx ON quote (speech_act, spoken_at DESC NULLS LAST, id);

DROP INDEX CONCURRENTLY IF EXISTS event_type_start_date_id_idx;
CREATE INDEX CONCURRENTLY event_type_start_date_id_idx ON event (type, start_date DESC NULLS LAST, id);
