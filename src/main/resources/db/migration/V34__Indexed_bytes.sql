CALL lock_tables('person', 'event', 'article');

-- The names and publishers that V36 indexes have a maximum in bytes, as in V18: an index entry has at most 2,704.
ALTER TABLE person ADD CONSTRAINT person_name_bytes CHECK (octet_length(name) <= 2500) NOT VALID;
ALTER TABLE event ADD CONSTRAINT event_name_bytes CHECK (octet_length(name) <= 2500) NOT VALID;
ALTER TABLE article ADD CONSTRAINT article_publisher_bytes CHECK (octet_length(publisher) <= 2500) NOT VALID;
