-- The recovery of a lost store that was asked for last; the next start of the application does it.
create table store_recovery (
    only_row     boolean primary key default true check (only_row),
    requested_at timestamptz not null,
    requested_by text        not null,
    ended_at     timestamptz,              -- null: it has not ended
    recovered    boolean     not null,
    entries      bigint      not null,
    terminals    integer     not null,
    fault        text                      -- why it failed, or what was not restored; null: everything was
);

grant select, insert, update, delete on store_recovery to ${app_role};
