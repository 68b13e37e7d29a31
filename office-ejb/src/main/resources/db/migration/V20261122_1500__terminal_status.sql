-- What is known of each terminal's condition: one row per terminal, written by contacts, heartbeats and the silence watch.
create table terminal_status (
    terminal_id          uuid primary key references terminal,
    store_id             uuid        not null references store,
    state                text        not null,
    state_since          timestamptz not null,
    last_seen            timestamptz,            -- the latest identified call of any kind
    last_heartbeat       timestamptz,
    goodbye_at           timestamptz,            -- it said that it is closed, and has not come back since
    interval_seconds     integer,                -- how often it calls by its own word; null: no verdict on its silence
    activity             text,
    cashier              text,
    software_version     text,
    uptime_seconds       bigint,
    open_closure_number  bigint,
    last_receipt_number  bigint,
    waiting_documents    bigint,
    oldest_waiting_since timestamptz,
    clock_skew_ms        bigint,                 -- above zero: the terminal's clock is ahead of ours
    peripherals          text,                   -- JSON as sent, and so the next three
    health               text,
    network              text,
    other                text,                   -- members that we do not know
    gaps                 bigint      not null default 0,
    changed_no           bigint      not null
) with (fillfactor = 50);

-- Taken under a lock that is held until the commit, so no number becomes visible behind a higher one.
create sequence terminal_status_changed_no;

-- What changed when; kept 400 days.
create table status_change (
    id          bigint generated always as identity primary key,
    terminal_id uuid        not null references terminal,
    state       text        not null,
    previous    text        not null,
    at          timestamptz not null
);
create index status_change_by_terminal on status_change (terminal_id, at);
create index status_change_by_time on status_change (at);

-- What a terminal is asked to do, or told, in the answer to its next heartbeat.
create table terminal_request (
    id             bigint generated always as identity primary key,
    terminal_id    uuid        not null references terminal,
    type           text        not null,         -- RESEND, REFRESH, NOTICE
    closure_number bigint,
    from_number    bigint,
    to_number      bigint,
    message        text,
    asked_by       text        not null,
    asked_at       timestamptz not null,
    delivered_at   timestamptz
);
create index terminal_request_open on terminal_request (terminal_id) where delivered_at is null;

grant select, insert, update, delete on terminal_status, status_change, terminal_request to ${app_role};
grant usage on sequence terminal_status_changed_no to ${app_role};
