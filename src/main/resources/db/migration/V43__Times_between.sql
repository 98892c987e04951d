-- The times of nodes that were changed between the two scripts before. They are few, mostly none.
CALL take_recorded_times('person', 'Person');
CALL take_recorded_times('event', 'Event');
CALL take_recorded_times('article', 'Article');
CALL take_recorded_times('quote', 'Quote');
