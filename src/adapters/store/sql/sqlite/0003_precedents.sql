-- Rulings that are followed again. `number` orders them as they were written; actors are one line each, as in the
-- journal. A retired one stays: its history is shown.
CREATE TABLE precedents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    category TEXT NOT NULL,
    place TEXT NOT NULL,
    unit TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    ruled_at INTEGER NOT NULL,
    ruled_by TEXT NOT NULL,
    basis TEXT NOT NULL,
    retired_at INTEGER,
    retired_by TEXT NOT NULL,
    retired_why TEXT NOT NULL
) STRICT;
CREATE INDEX precedents_by_category ON precedents (category, number);
