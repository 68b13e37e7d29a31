-- The last backup of the database that an administrator asked for in the portal.
create table database_backup (
    only_row   boolean primary key default true check (only_row),
    started_at timestamptz not null,
    ended_at   timestamptz not null,
    file       text        not null,      -- of a failed one, what it would have been
    bytes      bigint      not null,
    row_count  bigint      not null,
    fault      text                       -- null: it went well
);

grant select, insert, update, delete on database_backup to ${app_role};
