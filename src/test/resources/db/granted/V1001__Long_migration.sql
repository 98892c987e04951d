-- Fails if the running service could not write to the table while this script runs.
SET ROLE onrecord_writer;
INSERT INTO granted (id) VALUES (1);
RESET ROLE;
