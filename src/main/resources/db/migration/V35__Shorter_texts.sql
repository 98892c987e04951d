-- Shortens the names and publishers that an index could not contain. A character has at most 4 bytes.
CALL update_in_batches('person', 'name = left(name, 625)', 'octet_length(name) > 2500');
CALL update_in_batches('event', 'name = left(name, 625)', 'octet_length(name) > 2500');
CALL update_in_batches('article', 'publisher = left(publisher, 625)', 'octet_length(publisher) > 2500');
