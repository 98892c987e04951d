CALL lock_tables('quote');

-- Whether an editor has changed what identifies the quote: its words, source, date or sense. Articles that still report
-- it as before do not change that back. PostgreSQL stores the default once, and rewrites no row.
ALTER TABLE quote ADD COLUMN corrected boolean NOT NULL DEFAULT false;

CALL record_changes('quote', 'Quote', 'Quote', 'id');
