-- What is written together may refer to each other in any order, so it is checked when all is there.
ALTER TABLE article ALTER CONSTRAINT article_is_based_on_id_fkey DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE event ALTER CONSTRAINT event_super_event_id_fkey DEFERRABLE INITIALLY DEFERRED;
