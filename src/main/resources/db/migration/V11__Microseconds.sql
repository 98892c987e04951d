-- The times of articles have microseconds, the precision of PostgreSQL and of Python. More precision needs no rewrite
-- of the table and its indexes.

-- A view and the body of a function keep the types of their columns. R__Export.sql and R__Timeline.sql create them
-- again.
DROP VIEW IF EXISTS exported_article;
DROP FUNCTION IF EXISTS timeline(text, bigint, date, date, text[]);

ALTER TABLE article
    ALTER COLUMN date_published TYPE timestamptz,
    ALTER COLUMN date_modified TYPE timestamptz;
