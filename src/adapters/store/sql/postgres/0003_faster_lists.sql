-- Indexes for the lists that walked along too many rows. Those with a condition hold the few per cent of rows that are
-- still owed; the program says the condition word for word.

-- The moment stands beside the number, so that a list of days passes over what lies beside them without reading cases.
ALTER TABLE cases DROP CONSTRAINT cases_pkey, ADD CONSTRAINT cases_pkey PRIMARY KEY (city, id) INCLUDE (opened_at);
DROP INDEX cases_opened_at;

-- What is overdue, of all units and of one.
CREATE INDEX assignments_overdue ON assignments (city, due_at, case_id, no) WHERE overdue;
CREATE INDEX assignments_unit_overdue ON assignments (city, unit, due_at, case_id, no) WHERE overdue;
-- Open work of a place or of a category, whoever owes it.
CREATE INDEX assignments_open_place ON assignments (city, place, state, due_at, case_id, no)
    WHERE state IN ('sent', 'handling', 'return_review');
CREATE INDEX assignments_open_category ON assignments (city, category, state, due_at, case_id, no)
    WHERE state IN ('sent', 'handling', 'return_review');
-- Cases of a unit: in one place, and those that are open.
CREATE INDEX assignments_unit_place ON assignments (city, unit, place, case_id);
CREATE INDEX assignments_unit_open ON assignments (city, unit, case_id)
    WHERE case_state IN ('registered', 'awaiting_supplement', 'decline_review', 'dispatched', 'handling', 'return_review',
                         'answer_review', 'callback');

-- A note of each city in which some case's number does not tell its day.
INSERT INTO meta (city, name, value)
SELECT DISTINCT c.city, 'stray_numbers', '\x31'::bytea
FROM cases c
WHERE c.id / 10000000 NOT IN
    (SELECT to_char((c.opened_at AT TIME ZONE 'UTC')::date + d, 'YYYYMMDD')::bigint FROM generate_series(-1, 1) AS d)
ON CONFLICT DO NOTHING;

-- Documents tell of their case: its place, every front of its category's code, its units, and the day, month and year of
-- its number (postgres/tsvector.hpp).
DROP INDEX search_document;
UPDATE search s
SET document = s.document || array_to_tsvector(ARRAY(
    SELECT E'\x01p' || c.place
    UNION SELECT E'\x01c' || left(c.category, i) FROM generate_series(1, length(c.category)) AS i
    UNION SELECT E'\x01u' || a.unit FROM assignments a WHERE a.city = c.city AND a.case_id = c.id
    UNION SELECT E'\x01n' || c.id / n * n FROM unnest(ARRAY[10000000, 1000000000, 100000000000]) AS n))
FROM cases c
WHERE c.city = s.city AND c.id = s.case_id;
CREATE INDEX search_document ON search USING gin (document) WITH (gin_pending_list_limit = 512);
