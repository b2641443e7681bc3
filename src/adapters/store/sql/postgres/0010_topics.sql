-- The hot topics of each day (days since 1970-01-01), as they were found last on it.
CREATE TABLE topic_days (
    city text NOT NULL COLLATE "C",
    day bigint NOT NULL,
    made_at timestamptz NOT NULL,
    topics text NOT NULL,
    PRIMARY KEY (city, day)
);
