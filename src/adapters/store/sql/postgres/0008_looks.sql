-- Who looked at personal data, by moment and by person. An actor reads "kind:id@unit"; the unit may change.
CREATE INDEX events_looks ON events (city, at, case_id, seq) WHERE kind IN ('personal_data_viewed', 'list_exported');
CREATE INDEX events_looks_of ON events (city, split_part(actor, '@', 1), at, case_id, seq)
    WHERE kind IN ('personal_data_viewed', 'list_exported');
