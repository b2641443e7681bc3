-- What is kept about linked systems and subscriptions; no personal data.

-- A linked system's own numbers. `assignment` 0: of a case that the system brought.
CREATE TABLE system_numbers (
    system TEXT NOT NULL,
    number TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    assignment INTEGER NOT NULL,
    PRIMARY KEY (system, number)
) STRICT;
CREATE INDEX system_numbers_by_case ON system_numbers (case_id);

-- Every message that a linked system sent, once for each content.
CREATE TABLE inbound_messages (
    id INTEGER PRIMARY KEY,
    system TEXT NOT NULL,
    message TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    code TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    UNIQUE (system, message, request_digest)
) STRICT;
CREATE INDEX inbound_messages_by_time ON inbound_messages (system, received_at, accepted);
CREATE INDEX inbound_messages_by_outcome ON inbound_messages (accepted, system);
CREATE INDEX inbound_messages_by_system ON inbound_messages (system);

-- What a system says it sent and received on a day.
CREATE TABLE their_statements (
    system TEXT NOT NULL,
    day INTEGER NOT NULL,
    body TEXT NOT NULL,
    posted_at INTEGER NOT NULL,
    PRIMARY KEY (system, day)
) STRICT;

CREATE TABLE subscriptions (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    kinds TEXT NOT NULL,    -- one a line
    units TEXT NOT NULL,    -- one a line
    wrapped_secret BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
-- One row: how far in the log the subscribers were told.
CREATE TABLE feed (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    position INTEGER NOT NULL
) STRICT;
INSERT INTO feed (one, position) VALUES (1, 0);

CREATE INDEX outbox_webhooks_waiting ON outbox (next_attempt_at, recipient)
    WHERE state = 'waiting' AND channel = 'webhook';
CREATE INDEX outbox_webhooks_by_state ON outbox (recipient, state) WHERE channel = 'webhook';
CREATE INDEX outbox_webhooks_sent ON outbox (recipient, sent_at) WHERE channel = 'webhook';
