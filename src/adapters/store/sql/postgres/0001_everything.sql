-- One database holds any number of cities; every table that grows has the city first in its key, so that it can be
-- distributed by city. Codes of enumerators are stored as words. Moments are timestamptz with milliseconds.

-- Where the transaction ids of `events` come from. A database that was dumped and restored elsewhere starts a new
-- lineage, so that its old ids are not compared with new ones. Written by the program when it connects.
CREATE TABLE lineage (
    epoch integer PRIMARY KEY,
    system_identifier bigint NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE meta (
    city text NOT NULL COLLATE "C",
    name text NOT NULL COLLATE "C",
    value bytea NOT NULL,
    PRIMARY KEY (city, name)
);

CREATE TABLE case_numbers (
    city text NOT NULL COLLATE "C",
    day integer NOT NULL,       -- 20260302
    taken bigint NOT NULL,      -- the last running number given to any node
    PRIMARY KEY (city, day)
);

CREATE TABLE cases (
    city text NOT NULL COLLATE "C",
    id bigint NOT NULL,
    version integer NOT NULL,
    state text NOT NULL COLLATE "C",
    type text NOT NULL COLLATE "C",
    channel text NOT NULL COLLATE "C",
    category text NOT NULL COLLATE "C",
    place text NOT NULL COLLATE "C",
    lead text NOT NULL COLLATE "C",
    urgent boolean NOT NULL,
    secret boolean NOT NULL,
    overdue boolean NOT NULL,
    open boolean NOT NULL,      -- somebody still owes the citizen something; the few that most lists are about
    redo_count integer NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    next_due_at timestamptz,
    source_system text NOT NULL COLLATE "C",
    source_id text NOT NULL COLLATE "C",
    wrapped_key bytea,
    body text NOT NULL,         -- the whole state as JSON (codec/event_codec.hpp)
    PRIMARY KEY (city, id)
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX cases_source ON cases (city, source_system, source_id) WHERE source_id <> '';
CREATE INDEX cases_source_system ON cases (city, source_system, id) WHERE source_system <> '';
CREATE INDEX cases_state ON cases (city, state, id);
CREATE INDEX cases_type ON cases (city, type, id);
CREATE INDEX cases_channel ON cases (city, channel, id);
CREATE INDEX cases_category ON cases (city, category, id);
CREATE INDEX cases_place ON cases (city, place, id);
CREATE INDEX cases_opened_at ON cases (city, opened_at, id);
CREATE INDEX cases_open ON cases (city, id) WHERE open;
CREATE INDEX cases_open_place ON cases (city, place, id) WHERE open;
CREATE INDEX cases_urgent ON cases (city, id) WHERE urgent;
CREATE INDEX cases_overdue ON cases (city, id) WHERE overdue;
CREATE INDEX cases_redone ON cases (city, id) WHERE redo_count > 0;

-- Work lists. `due_at` is 9999-12-31 where no clock runs, so that those rows sort last; a clock's own column is
-- empty where it does not run.
CREATE TABLE assignments (
    city text NOT NULL COLLATE "C",
    case_id bigint NOT NULL,
    no integer NOT NULL,
    unit text NOT NULL COLLATE "C",
    is_lead boolean NOT NULL,
    state text NOT NULL COLLATE "C",
    case_state text NOT NULL COLLATE "C",
    category text NOT NULL COLLATE "C",
    place text NOT NULL COLLATE "C",
    urgent boolean NOT NULL,
    overdue boolean NOT NULL,
    sent_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    acknowledge_due_at timestamptz,
    contact_due_at timestamptz,
    handling_due_at timestamptz,
    PRIMARY KEY (city, case_id, no)
) WITH (fillfactor = 85);
CREATE INDEX assignments_unit_case ON assignments (city, unit, case_id);
CREATE INDEX assignments_unit_due ON assignments (city, unit, state, due_at, case_id, no);
CREATE INDEX assignments_due ON assignments (city, state, due_at, case_id, no);
CREATE INDEX assignments_acknowledge ON assignments (city, unit, acknowledge_due_at, case_id, no)
    WHERE acknowledge_due_at IS NOT NULL;
CREATE INDEX assignments_contact ON assignments (city, unit, contact_due_at, case_id, no)
    WHERE contact_due_at IS NOT NULL;
CREATE INDEX assignments_handling ON assignments (city, unit, handling_due_at, case_id, no)
    WHERE handling_due_at IS NOT NULL;

CREATE TABLE deadlines (
    city text NOT NULL COLLATE "C",
    case_id bigint NOT NULL,
    clock text NOT NULL COLLATE "C",
    assignment integer NOT NULL,
    percent integer NOT NULL,
    due_at timestamptz NOT NULL
);
CREATE INDEX deadlines_case ON deadlines (city, case_id);
CREATE INDEX deadlines_due ON deadlines (city, due_at, case_id);

-- Rows are only ever added, so their order on disk is that of their commits.
CREATE TABLE events (
    city text NOT NULL COLLATE "C",
    case_id bigint NOT NULL,
    seq integer NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor text NOT NULL,
    profile_version text NOT NULL,
    payload text NOT NULL,      -- the very text that was hashed
    epoch integer NOT NULL,
    txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (city, case_id, seq)
);
CREATE INDEX events_commit_order ON events (city, epoch, txid, case_id, seq);

CREATE TABLE log (
    city text NOT NULL COLLATE "C",
    log_index bigint NOT NULL,
    case_id bigint NOT NULL,
    seq integer NOT NULL,
    PRIMARY KEY (city, log_index),
    UNIQUE (city, case_id, seq)
);

-- How far the journal is sealed: the tree's size and the commit-order position of the last sealed event.
CREATE TABLE journal_state (
    city text NOT NULL COLLATE "C" PRIMARY KEY,
    size bigint NOT NULL DEFAULT 0,
    epoch integer NOT NULL DEFAULT 0,
    txid xid8 NOT NULL DEFAULT '0',
    case_id bigint NOT NULL DEFAULT 0,
    seq integer NOT NULL DEFAULT 0
);

CREATE TABLE tiles (
    city text NOT NULL COLLATE "C",
    level integer NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL,
    PRIMARY KEY (city, level, index)
);

CREATE TABLE tree_heads (
    city text NOT NULL COLLATE "C",
    tree_size bigint NOT NULL,
    root bytea NOT NULL,
    at timestamptz NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL,
    PRIMARY KEY (city, tree_size)
);

-- Personal data and free text, readable only with the case's key.
CREATE TABLE vault (
    city text NOT NULL COLLATE "C",
    case_id bigint NOT NULL,
    row integer NOT NULL,
    ciphertext bytea NOT NULL,
    PRIMARY KEY (city, case_id, row)
);
ALTER TABLE vault ALTER COLUMN ciphertext SET STORAGE EXTERNAL;   -- ciphertext does not compress

CREATE TABLE blobs (
    city text NOT NULL COLLATE "C",
    case_id bigint NOT NULL,
    blob_id text NOT NULL COLLATE "C",
    ciphertext bytea NOT NULL,
    PRIMARY KEY (city, case_id, blob_id)
);
ALTER TABLE blobs ALTER COLUMN ciphertext SET STORAGE EXTERNAL;

CREATE TABLE outbox (
    city text NOT NULL COLLATE "C",
    id bigint GENERATED ALWAYS AS IDENTITY,
    key text NOT NULL COLLATE "C",
    channel text NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    case_id bigint NOT NULL,
    state text NOT NULL COLLATE "C" DEFAULT 'waiting',
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT 'epoch',
    sent_at timestamptz,
    last_error text NOT NULL DEFAULT '',
    PRIMARY KEY (city, id),
    UNIQUE (city, key)
);
CREATE INDEX outbox_waiting ON outbox (city, next_attempt_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_state ON outbox (city, state, id);

CREATE TABLE idempotency (
    city text NOT NULL COLLATE "C",
    scope text NOT NULL COLLATE "C",
    key text NOT NULL COLLATE "C",
    request_digest text NOT NULL,
    case_id bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (city, scope, key)
);

-- Lexemes are the program's own tokens, untouched by any dictionary; private ones begin with a blank.
CREATE TABLE search (
    city text NOT NULL COLLATE "C",
    case_id bigint NOT NULL,
    document tsvector NOT NULL,
    PRIMARY KEY (city, case_id)
);
-- A short pending list: what waits in it is moved by whichever commit fills it, and read by every search.
CREATE INDEX search_document ON search USING gin (document) WITH (gin_pending_list_limit = 512);
ALTER TABLE search ALTER COLUMN document SET STATISTICS 1000;

CREATE TABLE users (
    city text NOT NULL COLLATE "C",
    id text NOT NULL COLLATE "C",
    login text NOT NULL COLLATE "C",
    name text NOT NULL,
    password_hash text NOT NULL,
    totp_secret bytea NOT NULL,
    totp_last_step bigint NOT NULL,
    unit text NOT NULL,
    roles text NOT NULL,        -- one a line
    active boolean NOT NULL,
    failed_sign_ins integer NOT NULL,
    locked_until timestamptz,
    PRIMARY KEY (city, id),
    UNIQUE (city, login)
);

CREATE TABLE sessions (
    city text NOT NULL COLLATE "C",
    token_hash text NOT NULL COLLATE "C",
    csrf_token text NOT NULL,
    user_id text NOT NULL COLLATE "C",
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (city, token_hash)
);
CREATE INDEX sessions_user ON sessions (city, user_id);
CREATE INDEX sessions_expiry ON sessions (city, expires_at);

CREATE TABLE api_tokens (
    city text NOT NULL COLLATE "C",
    token_hash text NOT NULL COLLATE "C",
    name text NOT NULL COLLATE "C",
    system text NOT NULL,
    scopes text NOT NULL,       -- one a line
    expires_at timestamptz,
    PRIMARY KEY (city, token_hash)
);
CREATE INDEX api_tokens_name ON api_tokens (city, name);
