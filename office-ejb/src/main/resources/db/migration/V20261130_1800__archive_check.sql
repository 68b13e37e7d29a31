-- How far each terminal's part of the archive has been verified; the next verification goes on there.
create table archive_verified (
    terminal_id uuid primary key references terminal,
    entry_no    bigint      not null,     -- ends a segment; 0: none has been sealed
    chain_hash  bytea       not null,     -- its
    reread_upto bigint      not null,     -- the old segments up to this entry were read again in this round
    verified_at timestamptz not null
);

-- The last verification.
create table archive_verification (
    only_row    boolean primary key default true check (only_row),
    complete    boolean     not null,     -- everything was read, not only what was new
    started_at  timestamptz not null,
    ended_at    timestamptz not null,
    terminals   integer     not null,
    entries     bigint      not null,
    segments    bigint      not null,
    snapshots   integer     not null,     -- of the configuration
    faults      bigint      not null,
    complete_at timestamptz               -- when the last complete one ended; null: there was none
);

-- What it found, the first faults.
create table archive_fault (
    position integer primary key,
    terminal text    not null,            -- empty: it is of none
    file     text    not null,
    entry_no bigint  not null,            -- 0: it is of none
    finding  text    not null
);

-- The last rehearsal of the restore.
create table archive_rehearsal (
    only_row   boolean primary key default true check (only_row),
    started_at timestamptz not null,
    ended_at   timestamptz not null,
    entries    bigint      not null,
    bytes      bigint      not null,
    fault      text                       -- null: it went well
);

-- What was asked for or is going on.
create table archive_check_run (
    kind         text primary key,
    requested_at timestamptz,             -- null: it began by itself
    started_at   timestamptz,             -- null: it has not begun
    seen_at      timestamptz,             -- when it was last heard of
    done         integer not null,
    total        integer not null,        -- terminals
    entries      bigint  not null
);

grant select, insert, update, delete on archive_verified, archive_verification, archive_fault, archive_rehearsal,
    archive_check_run to ${app_role};
