-- Master data: since when each version of a row holds, the values that no two rows of a till may share, and large imports.
alter table reference_row
    -- From when this version of the row holds; of one that was there before this migration, from then at the latest.
    add column since timestamptz not null default now(),
    -- Its values that are unique at a till, as member=value; null: not written down yet.
    add column unique_values text[];
create index reference_row_unique on reference_row using gin (unique_values);
create index reference_row_unlisted on reference_row (store_id) where unique_values is null;

-- Every former version of a row, with the time in which it held: from since, inclusive, to until, exclusive.
create table reference_history (
    id       bigint generated always as identity primary key,
    store_id uuid        not null references store,
    resource text        not null,
    row_id   text        not null,
    since    timestamptz not null,
    until    timestamptz not null,
    body     text        not null, -- as it travelled, without a cashier's code
    check (since <= until)
);
create index reference_history_of_row on reference_history (store_id, resource, row_id, until);

-- Imports that are under way, and the rows they have brought so far: nothing of them is served.
create table reference_import (
    id         uuid primary key,
    store_id   uuid        not null references store,
    asked_by   text        not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null, -- when the last rows came
    rows_read  bigint      not null
);
create unlogged table reference_staged (
    import_id     uuid    not null,
    resource      text    not null,
    position      integer not null,
    row_id        text    not null,
    body          text    not null,
    cashier_code  bytea,
    unique_values text[]  not null,
    live          boolean not null,
    primary key (import_id, resource, position)
);
create index reference_staged_by_id on reference_staged (import_id, resource, row_id);

grant select, insert on reference_history to ${app_role};
grant usage on sequence reference_history_id_seq to ${app_role};
grant select, insert, update, delete on reference_import, reference_staged to ${app_role};
