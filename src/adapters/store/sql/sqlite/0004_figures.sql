-- Figures: what of every case counts, and the sums of it. They follow from the sealed journal alone and can be made
-- again from it. Days are counted from 1970-01-01; periods are 20260302 or 202603.

CREATE TABLE figure_facts (
    kind INTEGER NOT NULL,
    day INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    no_round INTEGER NOT NULL,   -- number of the assignment × 1000 + round
    unit TEXT NOT NULL,
    category TEXT NOT NULL,
    place TEXT NOT NULL,
    type INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    marks INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    exempt INTEGER NOT NULL,
    PRIMARY KEY (kind, day, case_id, no_round)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_facts_by_unit ON figure_facts (kind, unit, day, case_id, no_round, marks, category, place, exempt,
    amount);
CREATE INDEX figure_facts_by_case ON figure_facts (case_id);

CREATE TABLE figure_counters (
    measure INTEGER NOT NULL,
    exempt INTEGER NOT NULL,
    grain INTEGER NOT NULL,
    step INTEGER NOT NULL,
    first TEXT NOT NULL,
    period INTEGER NOT NULL,
    second TEXT NOT NULL,
    third TEXT NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (measure, exempt, grain, step, first, period, second, third)
) STRICT, WITHOUT ROWID;

-- One row: how far in the journal, and by which version of the formulas.
CREATE TABLE figure_position (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    log_index INTEGER NOT NULL,
    formulas INTEGER NOT NULL
) STRICT;
INSERT INTO figure_position (one, log_index, formulas) VALUES (1, 0, 0);

CREATE TABLE outside_figures (
    figure TEXT NOT NULL,
    day INTEGER NOT NULL,
    value INTEGER NOT NULL,
    entered_by TEXT NOT NULL,
    entered_at INTEGER NOT NULL,
    log_index INTEGER NOT NULL,
    PRIMARY KEY (figure, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX outside_figures_by_day ON outside_figures (day, figure);

CREATE TABLE assessment_rules (
    version TEXT PRIMARY KEY,
    since INTEGER NOT NULL,
    rules TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE assessments (
    id INTEGER PRIMARY KEY,
    period INTEGER NOT NULL,
    log_index INTEGER NOT NULL,
    rules_version TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    result TEXT NOT NULL
) STRICT;
CREATE INDEX assessments_by_period ON assessments (period);
