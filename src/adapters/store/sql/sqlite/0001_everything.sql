-- The embedded store: one database is one city (meta.city_code), so no table repeats the city in its keys; the
-- PostgreSQL schema, which may hold many cities, does. Moments are milliseconds since 1970 UTC. Enumerators in list
-- columns are the numbers of the C++ enums (never reused); the case's state itself keeps their codes.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Running numbers are taken in blocks: `taken` is the last one ever given away.
CREATE TABLE case_numbers (
    day INTEGER PRIMARY KEY,
    taken INTEGER NOT NULL
) STRICT;

-- What lists show and filter by; narrow on purpose, so that a list reads few pages. The state stands beside.
-- `closed` is 1 when nobody owes the citizen anything any more: nearly every question is about the few per cent of
-- cases that are open, so every index has it right behind its value. Each index ends in the id by itself (rowid).
CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    state INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    type INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    category TEXT NOT NULL,
    place TEXT NOT NULL,
    lead TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    secret INTEGER NOT NULL,
    overdue INTEGER NOT NULL,
    redo_count INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    next_due_at INTEGER,
    source_system TEXT NOT NULL,
    source_id TEXT NOT NULL
) STRICT;
CREATE INDEX cases_by_state ON cases (state);
CREATE INDEX cases_by_type ON cases (type, closed);
CREATE INDEX cases_by_channel ON cases (channel, closed);
CREATE INDEX cases_by_category ON cases (category, closed);
CREATE INDEX cases_by_place ON cases (place, closed);
CREATE INDEX cases_by_system ON cases (source_system, closed) WHERE source_system <> '';
CREATE UNIQUE INDEX cases_by_source ON cases (source_id, source_system) WHERE source_id <> '';
CREATE INDEX cases_urgent ON cases (closed) WHERE urgent = 1;
CREATE INDEX cases_overdue ON cases (closed) WHERE overdue = 1;
CREATE INDEX cases_redone ON cases (closed) WHERE redo_count > 0;

CREATE TABLE case_states (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL
) STRICT;

-- Which units ever had a part of the case. The place stands beside: one unit's finished cases in one place are few
-- among the many of either.
CREATE TABLE case_units (
    unit TEXT NOT NULL,
    closed INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (unit, closed, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_units_by_place ON case_units (unit, place, closed, case_id);

-- Work lists. `due_at` is 253402300799999 where no clock runs. The indexes carry what lists filter by behind their
-- sort key, so that a filter never reads the table. One index per clock holds only the rows where that clock runs;
-- two more serve lists over every unit, of which the city has hundreds.
CREATE TABLE assignments (
    case_id INTEGER NOT NULL,
    no INTEGER NOT NULL,
    unit TEXT NOT NULL,
    is_lead INTEGER NOT NULL,
    state INTEGER NOT NULL,
    category TEXT NOT NULL,
    place TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    overdue INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    acknowledge_due_at INTEGER,
    contact_due_at INTEGER,
    handling_due_at INTEGER,
    PRIMARY KEY (case_id, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignments_by_due
    ON assignments (unit, state, due_at, case_id, no, urgent, overdue, category, place);
CREATE INDEX assignments_by_acknowledge
    ON assignments (unit, acknowledge_due_at, case_id, no, state, urgent, overdue, category, place)
    WHERE acknowledge_due_at IS NOT NULL;
CREATE INDEX assignments_by_contact
    ON assignments (unit, contact_due_at, case_id, no, state, urgent, overdue, category, place)
    WHERE contact_due_at IS NOT NULL;
CREATE INDEX assignments_by_handling
    ON assignments (unit, handling_due_at, case_id, no, state, urgent, overdue, category, place)
    WHERE handling_due_at IS NOT NULL;
CREATE INDEX assignments_by_category
    ON assignments (category, state, due_at, case_id, no, urgent, overdue, place);
CREATE INDEX assignments_overdue
    ON assignments (due_at, case_id, no, state, urgent, category, place)
    WHERE overdue = 1;

CREATE TABLE deadlines (
    case_id INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    assignment INTEGER NOT NULL,
    percent INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (case_id, clock, assignment, percent, due_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadlines_by_due ON deadlines (due_at);

-- Personal data: nothing here can be read without the wrapped key, and erasing a person drops that.
CREATE TABLE case_keys (
    case_id INTEGER PRIMARY KEY,
    wrapped_key BLOB NOT NULL
) STRICT;
CREATE TABLE vault_rows (
    case_id INTEGER NOT NULL,
    row INTEGER NOT NULL,
    ciphertext BLOB NOT NULL,
    PRIMARY KEY (case_id, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE blobs (
    case_id INTEGER NOT NULL,
    blob_id TEXT NOT NULL,
    ciphertext BLOB NOT NULL,
    PRIMARY KEY (case_id, blob_id)
) STRICT;

-- Tokens come ready-made from the program; "blanks" splits at blanks and nowhere else. The rowid is the case.
CREATE VIRTUAL TABLE search USING fts5 (words, private_tokens, tokenize = 'blanks', columnsize = 0);

-- The journal. `id` is the commit order: there is one writer, so no id can appear below one already seen.
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    profile_version TEXT NOT NULL,
    payload TEXT NOT NULL,
    UNIQUE (case_id, seq)
) STRICT;
CREATE TABLE log (
    log_index INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    UNIQUE (case_id, seq)
) STRICT;
-- One row: how many leaves the tree has and the last event among them.
CREATE TABLE sealed (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    last_event INTEGER NOT NULL
) STRICT;
INSERT INTO sealed (one, size, last_event) VALUES (1, 0, 0);
CREATE TABLE tiles (
    level INTEGER NOT NULL,
    tile INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, tile)
) STRICT;
CREATE TABLE tree_heads (
    tree_size INTEGER PRIMARY KEY,
    root BLOB NOT NULL,
    at INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    signature BLOB NOT NULL
) STRICT;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    sent_at INTEGER,
    last_error TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state);
CREATE INDEX outbox_waiting ON outbox (next_attempt_at) WHERE state = 'waiting';

CREATE TABLE idempotency (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    totp_secret BLOB NOT NULL,
    totp_last_step INTEGER NOT NULL,
    unit TEXT NOT NULL,
    roles TEXT NOT NULL,
    active INTEGER NOT NULL,
    failed_sign_ins INTEGER NOT NULL,
    locked_until INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    csrf_token TEXT NOT NULL,
    user TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE TABLE api_tokens (
    token_hash TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    system TEXT NOT NULL,
    scopes TEXT NOT NULL,
    expires_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX api_tokens_by_name ON api_tokens (name);
