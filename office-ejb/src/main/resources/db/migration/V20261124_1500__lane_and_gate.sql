-- How far each terminal's journal has reached a target outside the store. The journal itself is the queue: nothing is
-- written to be sent, so nothing can be forgotten.
create table lane (
    target          text        not null,
    terminal_id     uuid        not null references terminal,
    done_upto       bigint      not null,            -- the entry it has reached: delivered, or parked
    next_attempt_at timestamptz not null,
    attempts        integer     not null default 0,  -- failures of the next entry that were its own, not the link's
    failing_since   timestamptz,                     -- of the next entry
    failed_at       timestamptz,                     -- the latest failure of the next entry
    last_error      text,
    held_entry_no   bigint,                          -- a held closure: the journal's length when it was looked at
    claim_token     uuid,
    leased_until    timestamptz,
    primary key (target, terminal_id)
) with (fillfactor = 50);

-- Entries that a target does not take: each waits here for people, and the lane goes on.
create table parked (
    target           text        not null,
    terminal_id      uuid        not null references terminal,
    entry_no         bigint      not null,
    cause            text        not null,            -- REFUSED or SUSPECT
    reason           text        not null,            -- the target's words
    parked_at        timestamptz not null,
    retry_at         timestamptz,                     -- somebody asked for another try; null: nobody
    retry_asked_by   text,
    claim_token      uuid,
    leased_until     timestamptz,
    delivered_at     timestamptz,
    discard_reason   text,                            -- not to be sent: asked for by one user, confirmed by another
    discard_asked_by text,
    discard_asked_at timestamptz,
    discarded_by     text,
    discarded_at     timestamptz,
    primary key (target, terminal_id, entry_no)
);
create index parked_to_retry on parked (target, retry_at) where retry_at is not null;

-- The link's states, each since when; the latest one is the present one.
create table gate_link_state (
    id     bigint generated always as identity primary key,
    state  text        not null,
    reason text        not null,
    at     timestamptz not null
);

-- Once a minute: how far journals and lanes are. Rates, the chart of 24 hours and the forecast are made of these.
create table gate_sample (
    at             timestamptz primary key,
    journal_length bigint      not null,   -- entries in all journals
    done           bigint      not null,   -- entries that reached GATE or were parked
    waiting        bigint      not null,
    oldest_at      timestamptz,            -- when the oldest waiting entry was received; null: none waits
    database_bytes bigint      not null
);

-- What runs at one server at a time, and where it goes on.
create table gate_duty (
    name         text primary key,         -- such as status, or pull with a store and what is pulled
    due_at       timestamptz,              -- null: when somebody orders it
    position     text,                     -- the server time of the last pull, for example
    passed_at    timestamptz,              -- when it was begun that last went well
    failures     integer not null default 0, -- one after the other
    claim_token  uuid,
    leased_until timestamptz
) with (fillfactor = 50);

-- What GATE has to tell, once by its id.
create table gate_notification (
    id                 uuid primary key,
    gate_id            text        not null unique,
    type               text        not null,
    title              text,
    body               text,
    source_terminal_id text,
    store_code         text,                -- null: all stores
    command            text,                -- for a terminal: RESEND, REFRESH, BLOCK, UNBLOCK
    closure_number     bigint,              -- RESEND only, and so the next two
    from_number        bigint,
    to_number          bigint,
    fault              text,                -- what of it could not be done
    created_at         timestamptz not null,
    received_at        timestamptz not null,
    expires_at         timestamptz,
    read_at            timestamptz,         -- by all it is for, by somebody in the portal, or because it was carried out
    read_by            text,                -- in the portal
    returned_at        timestamptz          -- GATE knows that it was read
);
create index gate_notification_by_time on gate_notification (received_at);
create index gate_notification_to_return on gate_notification (read_at) where returned_at is null;

-- Which terminals are to hear or do it.
create table gate_notification_terminal (
    notification_id uuid not null references gate_notification,
    terminal_id     uuid not null references terminal,
    given_at        timestamptz,
    confirmed_at    timestamptz,            -- or carried out
    primary key (notification_id, terminal_id)
);
create index gate_notification_open on gate_notification_terminal (terminal_id) where confirmed_at is null;

-- A single row is changed by its id now. The text is not read as JSON: that breaks on a NUL, which some row may hold.
alter table reference_row add column row_id text;
update reference_row set row_id = lower(replace(substring(body from '"id" *: *"([^"]*)"'), '-', ''));
create index reference_row_by_id on reference_row (store_id, resource, row_id);

grant select, insert, update on lane, parked, gate_duty, gate_notification, gate_notification_terminal to ${app_role};
grant select, insert, delete on gate_link_state, gate_sample to ${app_role};
