-- Rulings that are followed again. `number` orders them as they were written; actors are one line each, as in the
-- journal. A retired one stays: its history is shown.
CREATE TABLE precedents (
    city text NOT NULL COLLATE "C",
    number bigint GENERATED ALWAYS AS IDENTITY,
    id text NOT NULL COLLATE "C",
    category text NOT NULL COLLATE "C",
    place text NOT NULL COLLATE "C",
    unit text NOT NULL COLLATE "C",
    case_id bigint NOT NULL,
    ruled_at timestamptz NOT NULL,
    ruled_by text NOT NULL,
    basis text NOT NULL,
    retired_at timestamptz,
    retired_by text NOT NULL,
    retired_why text NOT NULL,
    PRIMARY KEY (city, id)
);
CREATE INDEX precedents_number ON precedents (city, number);
CREATE INDEX precedents_category ON precedents (city, category, number);
