-- How often a row was changed: who changes it says which version they have seen, so that no change is lost. What belongs to
-- a node counts as a part of it: a person's names, an event's participants and links, an article's appearances.
ALTER TABLE person ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE person_name ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE event_participant ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE event_link ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE article_mention ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE article_coverage ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE quote ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE quote_topic ADD COLUMN version integer NOT NULL DEFAULT 0;
ALTER TABLE quote_appearance ADD COLUMN version integer NOT NULL DEFAULT 0;
