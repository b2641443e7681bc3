-- What stands beside the cases: supervision orders, conferences, duty shifts, offers … Their events and vault rows lie
-- in the tables of the cases, under their own numbers.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    person TEXT NOT NULL,
    open INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    due_at INTEGER,
    cases TEXT NOT NULL,       -- one a line, as in the head
    units TEXT NOT NULL,
    wrapped_key BLOB,
    body TEXT NOT NULL         -- the whole state as JSON
) STRICT;
CREATE INDEX documents_by_kind ON documents (kind, open);
CREATE INDEX documents_by_person ON documents (person, open) WHERE person <> '';
CREATE INDEX documents_by_due ON documents (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE document_cases (
    case_id INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    PRIMARY KEY (case_id, document_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_units (
    unit TEXT NOT NULL,
    document_id INTEGER NOT NULL,
    PRIMARY KEY (unit, document_id)
) STRICT, WITHOUT ROWID;

-- Running numbers of papers: the last one ever given away.
CREATE TABLE series (
    name TEXT PRIMARY KEY,
    taken INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
