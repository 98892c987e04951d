CALL lock_tables('article', 'person');

-- The picture and the licence of an article are URLs. The section is the part of the publication: Politics.
ALTER TABLE article ADD COLUMN image text, ADD COLUMN license text, ADD COLUMN section text;
ALTER TABLE person ADD COLUMN image text;

-- The pattern of the URLs of articles, in any case, and the lengths of MaxLength.java. NOT VALID reads no rows, which
-- are all null.
ALTER TABLE article
    ADD CONSTRAINT article_image_url CHECK (image ~* '^https?://[^\s]+$') NOT VALID,
    ADD CONSTRAINT article_image_length CHECK (char_length(image) <= 2048) NOT VALID,
    ADD CONSTRAINT article_license_url CHECK (license ~* '^https?://[^\s]+$') NOT VALID,
    ADD CONSTRAINT article_license_length CHECK (char_length(license) <= 2048) NOT VALID,
    ADD CONSTRAINT article_section_length CHECK (char_length(section) <= 1000) NOT VALID;
ALTER TABLE person
    ADD CONSTRAINT person_image_url CHECK (image ~* '^https?://[^\s]+$') NOT VALID,
    ADD CONSTRAINT person_image_length CHECK (char_length(image) <= 2048) NOT VALID;

CALL record_changes('article', 'Article', 'Article', 'id');
CALL record_changes('person', 'Person', 'Person', 'id');
