-- What was free on the archive's disk, hour by hour, for a week.
create table archive_sample (
    path       text        not null,
    at         timestamptz not null,
    free_bytes bigint      not null,
    primary key (path, at)
);
grant select, insert, delete on archive_sample to ${app_role};
