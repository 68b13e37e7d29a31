-- Alerts: one row per cause, for as long as it stands. Which kinds there are, and their words, is the application's.

create table alert (
    id              uuid primary key,
    cause_key       text        not null,
    kind            text        not null,
    severity        text        not null,
    store_id        uuid references store,          -- null: it concerns this server as a whole
    terminal_id     uuid references terminal,
    facts           text        not null,           -- a JSON object: the values for the words
    first_at        timestamptz not null,
    last_at         timestamptz not null,
    times           bigint      not null,
    opened_at       timestamptz not null,           -- first_at, or later when it was raised again
    resolved_at     timestamptz,
    joined_alert_id uuid references alert on delete set null, -- tells the same within the alert of a whole store
    acknowledged_at timestamptz,
    acknowledged_by text,
    acknowledgement text,
    muted_until     timestamptz,
    in_maintenance  boolean     not null,           -- it was raised during maintenance
    told_severity   text                            -- what a notification said last; null: none was written
);
create unique index alert_that_stands on alert (cause_key) where resolved_at is null;
create index alert_by_cause on alert (cause_key, opened_at);
create index alert_by_time on alert (first_at);

-- The tills that an alert of a whole store is about, as long as they are.
create table alert_terminal (
    alert_id     uuid        not null references alert on delete cascade,
    terminal_id  uuid        not null references terminal,
    silent_since timestamptz not null,
    primary key (alert_id, terminal_id)
);

-- Times in which somebody works on a store or a terminal, so that its alerts wake nobody.
create table maintenance_window (
    id          uuid primary key,
    store_id    uuid        not null references store,
    terminal_id uuid references terminal,           -- null: the whole store
    from_at     timestamptz not null,
    until_at    timestamptz not null,
    reason      text        not null,
    planned_by  text        not null,
    planned_at  timestamptz not null
);
create index maintenance_window_by_end on maintenance_window (until_at);

-- What is to be told outside, word for word, until it was.
create table notification (
    id              uuid primary key,
    position        bigint      not null generated always as identity, -- the order of what one alert has to tell
    alert_id        uuid        not null references alert on delete cascade,
    channel         text        not null,
    event           text        not null,
    subject         text        not null,
    body            text        not null,
    queued_at       timestamptz not null,
    next_attempt_at timestamptz not null,
    attempts        integer     not null,
    claim_token     uuid,
    leased_until    timestamptz,
    sent_at         timestamptz,
    given_up_at     timestamptz,
    cancelled_at    timestamptz,
    last_error      text
);
create index notification_that_waits on notification (next_attempt_at)
    where sent_at is null and given_up_at is null and cancelled_at is null;
create index notification_by_alert on notification (alert_id);

-- Flags are looked at every few seconds: only the ones since then.
create index journal_flag_by_time on journal_flag (flag, raised_at);

grant select, insert, update, delete on alert, alert_terminal, maintenance_window, notification to ${app_role};
