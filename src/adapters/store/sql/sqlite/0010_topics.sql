-- The hot topics of each day (days since 1970-01-01), as they were found last on it.
CREATE TABLE topic_days (
    day INTEGER PRIMARY KEY,
    made_at INTEGER NOT NULL,
    topics TEXT NOT NULL
) STRICT;
