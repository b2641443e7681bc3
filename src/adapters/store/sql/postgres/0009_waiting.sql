-- What waits until somebody rules whose it is, and what somebody sent in from the street; each with an index of the
-- few cases that it is about.
ALTER TABLE cases ADD COLUMN disputed boolean NOT NULL DEFAULT false;
ALTER TABLE cases ADD COLUMN return_waiting boolean NOT NULL DEFAULT false;
ALTER TABLE cases ADD COLUMN mobilised_by text NOT NULL DEFAULT '' COLLATE "C";
UPDATE cases SET disputed = true WHERE open AND body::jsonb -> 'dispute' ->> 'opened_at' IS NOT NULL
    AND body::jsonb -> 'dispute' ->> 'closed_at' IS NULL;
UPDATE cases c SET return_waiting = true WHERE c.open AND EXISTS (
    SELECT 1 FROM assignments a WHERE a.city = c.city AND a.case_id = c.id AND a.state = 'return_review');
UPDATE cases SET mobilised_by = body::jsonb -> 'opened_by' ->> 'id'
    WHERE channel = 'grid' AND body::jsonb -> 'opened_by' ->> 'kind' = 'user';
CREATE INDEX cases_disputed ON cases (city, id) WHERE disputed;
CREATE INDEX cases_return_waiting ON cases (city, id) WHERE return_waiting;
CREATE INDEX cases_mobilised_by ON cases (city, mobilised_by, id) WHERE mobilised_by <> '';

-- An account may be that of somebody in the city's list of staff.
ALTER TABLE users ADD COLUMN staff text NOT NULL DEFAULT '' COLLATE "C";
