-- The times of the nodes that exist, from the audit records: the first and the last write of each. A node whose
-- records were not kept has the time of the migration before. This comes before the trigger of the next script, so that
-- PostgreSQL does not compute the words of all texts again.
CALL take_recorded_times('person', 'Person');
CALL take_recorded_times('event', 'Event');
CALL take_recorded_times('article', 'Article');
CALL take_recorded_times('quote', 'Quote');
