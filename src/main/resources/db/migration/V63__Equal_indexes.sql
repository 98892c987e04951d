-- A prepared statement does not know how many quotes its values select. PostgreSQL then expects one quote of a speaker
-- in a period, with and without a speech act, and takes the youngest of the indexes that cost the same. This script
-- creates the better ones again. Both names are behind those of the others, because pg_restore creates indexes in the
-- order of their names.
SET lock_timeout = 0;

-- A page of a speech act in a period: with (speaker_id, spoken_at, id), PostgreSQL read the quotes of all speech acts.
DROP INDEX CONCURRENTLY IF EXISTS quote_speech_act_of_speaker_idx;
CREATE INDEX CONCURRENTLY quote_speech_act_of_speaker_idx
    ON quote (speaker_id, speech_act, spoken_at DESC NULLS LAST, id);
DROP INDEX CONCURRENTLY IF EXISTS quote_speaker_id_speech_act_spoken_at_id_idx;

-- The count of a speaker's quotes: the smallest of the indexes.
DROP INDEX CONCURRENTLY IF EXISTS quote_speech_of_speaker_idx;
CREATE INDEX CONCURRENTLY quote_speech_of_speaker_idx ON quote (speaker_id, id);
DROP INDEX CONCURRENTLY IF EXISTS quote_speaker_id_id_idx;
