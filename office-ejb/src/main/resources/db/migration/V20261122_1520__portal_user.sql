-- What the portal knows about its people beyond name, password and role; and the screens on the wall.

alter table portal_user
    add column blocked              boolean not null default false,
    add column must_change_password boolean not null default false, -- the password was made up by us
    add column all_stores           boolean not null default true,  -- false: those in portal_user_store
    add column language             text,                           -- null: as the browser asks
    add column generation           integer not null default 0,     -- a session of an earlier one is over
    add column last_sign_in_at      timestamptz;

create table portal_user_store (
    user_id  uuid not null references portal_user on delete cascade,
    store_id uuid not null references store,
    primary key (user_id, store_id)
);

-- A screen on the wall signs in by an address with a random token; deleting the row ends its session.
create table kiosk (
    name         text        primary key,
    store_id     uuid        references store, -- null: all stores
    token_sha256 bytea       not null unique,
    created_at   timestamptz not null,
    last_used_at timestamptz
);

grant select, insert, update, delete on portal_user_store, kiosk to ${app_role};
