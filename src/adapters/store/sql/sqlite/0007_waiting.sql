-- What waits until somebody rules whose it is, and what somebody sent in from the street; each with an index of the
-- few cases that it is about.
ALTER TABLE cases ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN return_waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN mobilised_by TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_disputed ON cases (closed) WHERE disputed = 1;
CREATE INDEX cases_return_waiting ON cases (closed) WHERE return_waiting = 1;
CREATE INDEX cases_by_mobiliser ON cases (mobilised_by, closed) WHERE mobilised_by <> '';
UPDATE cases SET disputed = 1 WHERE closed = 0 AND EXISTS (
    SELECT 1 FROM case_states s WHERE s.id = cases.id AND json_extract(s.state, '$.dispute') IS NOT NULL
    AND json_extract(s.state, '$.dispute.closed_at') IS NULL);
UPDATE cases SET return_waiting = 1 WHERE closed = 0 AND EXISTS (
    SELECT 1 FROM assignments a WHERE a.case_id = cases.id AND a.state = 3);
UPDATE cases SET mobilised_by = (SELECT json_extract(s.state, '$.opened_by.id') FROM case_states s WHERE s.id = cases.id)
    WHERE channel = 7 AND EXISTS (SELECT 1 FROM case_states s WHERE s.id = cases.id
    AND json_extract(s.state, '$.opened_by.kind') = 'user');

-- An account may be that of somebody in the city's list of staff.
ALTER TABLE users ADD COLUMN staff TEXT NOT NULL DEFAULT '';
