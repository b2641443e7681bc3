-- Who looked at personal data, by moment and by person. An actor reads "kind:id@unit"; the unit may change.
CREATE INDEX events_looks ON events (at, case_id, seq) WHERE kind IN ('personal_data_viewed', 'list_exported');
CREATE INDEX events_looks_of ON events (substr(actor, 1, instr(actor, '@') - 1), at, case_id, seq)
    WHERE kind IN ('personal_data_viewed', 'list_exported');
