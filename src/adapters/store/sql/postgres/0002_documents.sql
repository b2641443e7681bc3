-- What stands beside the cases: supervision orders, conferences, duty shifts, offers … Their events and vault rows lie
-- in the tables of the cases, under their own numbers.
CREATE TABLE documents (
    city text NOT NULL COLLATE "C",
    id bigint NOT NULL,
    version integer NOT NULL,
    kind text NOT NULL COLLATE "C",
    state text NOT NULL COLLATE "C",
    number text NOT NULL,
    person text NOT NULL COLLATE "C",
    open boolean NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    due_at timestamptz,
    cases text NOT NULL,        -- one a line, as in the head
    units text NOT NULL,
    wrapped_key bytea,
    body text NOT NULL,         -- the whole state as JSON
    PRIMARY KEY (city, id)
) WITH (fillfactor = 85);
CREATE INDEX documents_kind ON documents (city, kind, open, id);
CREATE INDEX documents_person ON documents (city, person, open, id) WHERE person <> '';
CREATE INDEX documents_due ON documents (city, due_at, id) WHERE due_at IS NOT NULL;

CREATE TABLE document_cases (
    city text NOT NULL COLLATE "C",
    case_id bigint NOT NULL,
    document_id bigint NOT NULL,
    PRIMARY KEY (city, case_id, document_id)
);

CREATE TABLE document_units (
    city text NOT NULL COLLATE "C",
    unit text NOT NULL COLLATE "C",
    document_id bigint NOT NULL,
    PRIMARY KEY (city, unit, document_id)
);

-- Running numbers of papers: the last one ever given away.
CREATE TABLE series (
    city text NOT NULL COLLATE "C",
    name text NOT NULL COLLATE "C",
    taken bigint NOT NULL,
    PRIMARY KEY (city, name)
);
