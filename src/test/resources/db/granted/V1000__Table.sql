CREATE TABLE granted (
    id bigint PRIMARY KEY
);
