-- What waits until somebody rules whose it is, and what somebody sent in from the street; each with an index of the
-- few cases that it is about.
ALTER TABLE cases ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN return_waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN mobilised_by TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_disputed ON cases (closed) WHERE disputed = 1;
CREATE INDEX cases_return_waiting ON cases (closed) WHERE return_waiting = 1;
CREATE INDEX cases_by_mobiliser ON cases (mobilised_by, closed) WHERE mobilised_by <> '';
-- While a dispute is open its clock (8) has rows among the deadlines; who opened a case stands in its first event.
UPDATE cases SET disputed = 1 WHERE closed = 0 AND EXISTS (
    SELECT 1 FROM deadlines d WHERE d.case_id = cases.id AND d.clock = 8);
UPDATE cases SET return_waiting = 1 WHERE closed = 0 AND EXISTS (
    SELECT 1 FROM assignments a WHERE a.case_id = cases.id AND a.state = 3);
UPDATE cases SET mobilised_by = (
    SELECT substr(e.actor, 6, instr(e.actor, '@') - 6) FROM events e WHERE e.case_id = cases.id AND e.seq = 1)
    WHERE channel = 7 AND EXISTS (
    SELECT 1 FROM events e WHERE e.case_id = cases.id AND e.seq = 1 AND e.actor LIKE 'user:%@%');

-- An account may be that of somebody in the city's list of staff.
ALTER TABLE users ADD COLUMN staff TEXT NOT NULL DEFAULT '';
