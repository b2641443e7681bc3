-- What is kept about linked systems and subscriptions; no personal data.

-- A linked system's own numbers. `assignment` 0: of a case that the system brought.
CREATE TABLE system_numbers (
    city text NOT NULL COLLATE "C",
    system text NOT NULL COLLATE "C",
    number text NOT NULL COLLATE "C",
    case_id bigint NOT NULL,
    assignment integer NOT NULL,
    came bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (city, system, number)
);
CREATE INDEX system_numbers_case ON system_numbers (city, case_id);

-- Every message that a linked system sent, once for each content.
CREATE TABLE inbound_messages (
    city text NOT NULL COLLATE "C",
    id bigint GENERATED ALWAYS AS IDENTITY,
    system text NOT NULL COLLATE "C",
    message text NOT NULL COLLATE "C",
    request_digest text NOT NULL COLLATE "C",
    kind text NOT NULL,
    number text NOT NULL,
    case_id bigint NOT NULL,
    accepted boolean NOT NULL,
    code text NOT NULL,
    received_at timestamptz NOT NULL,
    tries integer NOT NULL,
    PRIMARY KEY (city, id),
    UNIQUE (city, system, message, request_digest)
);
CREATE INDEX inbound_messages_time ON inbound_messages (city, system, received_at, accepted);
CREATE INDEX inbound_messages_outcome ON inbound_messages (city, accepted, system, id);
CREATE INDEX inbound_messages_system ON inbound_messages (city, system, id);

-- What a system says it sent and received on a day (days since 1970-01-01).
CREATE TABLE their_statements (
    city text NOT NULL COLLATE "C",
    system text NOT NULL COLLATE "C",
    day bigint NOT NULL,
    body text NOT NULL,
    posted_at timestamptz NOT NULL,
    PRIMARY KEY (city, system, day)
);

CREATE TABLE subscriptions (
    city text NOT NULL COLLATE "C",
    id bigint NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    kinds text NOT NULL,        -- one a line
    units text NOT NULL,        -- one a line
    wrapped_secret bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (city, id)
);
-- How far in the log the subscribers of a city were told; no row before the first time.
CREATE TABLE feed (
    city text NOT NULL COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL
);

CREATE INDEX outbox_webhooks_waiting ON outbox (city, next_attempt_at, id, recipient)
    WHERE state = 'waiting' AND channel = 'webhook';
CREATE INDEX outbox_webhooks_state ON outbox (city, recipient, state, id) WHERE channel = 'webhook';
CREATE INDEX outbox_webhooks_sent ON outbox (city, recipient, sent_at) WHERE channel = 'webhook';
