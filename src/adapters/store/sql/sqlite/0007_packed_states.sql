-- A case's state is compressed where it is written from now on; rows from before stay readable text, so the column
-- takes both.
CREATE TABLE packed_states (
    id INTEGER PRIMARY KEY,
    state ANY NOT NULL
) STRICT;
INSERT INTO packed_states (id, state) SELECT id, state FROM case_states;
DROP TABLE case_states;
ALTER TABLE packed_states RENAME TO case_states;
