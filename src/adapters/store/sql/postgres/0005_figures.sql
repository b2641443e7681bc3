-- Figures: what of every case counts, and the sums of it. They follow from the sealed journal alone and can be made
-- again from it. Days are counted from 1970-01-01; periods are 20260302 or 202603.

CREATE TABLE figure_facts (
    city text NOT NULL COLLATE "C",
    kind integer NOT NULL,
    day integer NOT NULL,
    case_id bigint NOT NULL,
    no_round integer NOT NULL,   -- number of the assignment × 1000 + round
    unit text NOT NULL COLLATE "C",
    category text NOT NULL COLLATE "C",
    place text NOT NULL COLLATE "C",
    type text NOT NULL COLLATE "C",
    channel text NOT NULL COLLATE "C",
    marks integer NOT NULL,
    amount bigint NOT NULL,
    exempt boolean NOT NULL,
    PRIMARY KEY (city, kind, day, case_id, no_round)
);
CREATE INDEX figure_facts_by_unit ON figure_facts (city, kind, unit, day, case_id, no_round);
CREATE INDEX figure_facts_by_case ON figure_facts (city, case_id);

CREATE TABLE figure_counters (
    city text NOT NULL COLLATE "C",
    measure integer NOT NULL,
    exempt boolean NOT NULL,
    grain integer NOT NULL,
    step integer NOT NULL,
    first text NOT NULL COLLATE "C",
    period integer NOT NULL,
    second text NOT NULL COLLATE "C",
    third text NOT NULL COLLATE "C",
    total bigint NOT NULL,
    PRIMARY KEY (city, measure, exempt, grain, step, first, period, second, third) INCLUDE (total)
) WITH (fillfactor = 80);

-- How far in the journal, and by which version of the formulas.
CREATE TABLE figure_position (
    city text NOT NULL COLLATE "C" PRIMARY KEY,
    log_index bigint NOT NULL,
    formulas integer NOT NULL
);

CREATE TABLE outside_figures (
    city text NOT NULL COLLATE "C",
    figure text NOT NULL COLLATE "C",
    day integer NOT NULL,
    value bigint NOT NULL,
    entered_by text NOT NULL,
    entered_at timestamptz NOT NULL,
    log_index bigint NOT NULL,
    PRIMARY KEY (city, figure, day)
);
CREATE INDEX outside_figures_by_day ON outside_figures (city, day, figure);

CREATE TABLE assessment_rules (
    city text NOT NULL COLLATE "C",
    version text NOT NULL COLLATE "C",
    since timestamptz NOT NULL,
    rules text NOT NULL,
    PRIMARY KEY (city, version)
);
CREATE TABLE assessments (
    city text NOT NULL COLLATE "C",
    id bigint GENERATED ALWAYS AS IDENTITY,
    period integer NOT NULL,
    log_index bigint NOT NULL,
    rules_version text NOT NULL,
    made_at timestamptz NOT NULL,
    made_by text NOT NULL,
    result text NOT NULL,
    PRIMARY KEY (city, id)
);
CREATE INDEX assessments_by_period ON assessments (city, period, id);
