-- The archives of this database, and where each was last seen: an empty directory may be a share that is not mounted.
create table archive_location (
    path       text primary key,
    archive_id uuid        not null,
    created_at timestamptz                -- null: its marker may not have been written
);
grant select, insert, update on archive_location to ${app_role};
