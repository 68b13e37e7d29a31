-- When a store's day begins; what is sold before belongs to the day before.
alter table store add day_start time not null default '00:00';

-- What held for a store, and since when: a document is read by what held when it came, today and whenever it is read anew.
create table store_terms (
    store_id  uuid        not null references store,
    since     timestamptz not null,
    name      text        not null,
    time_zone text        not null,
    currency  text        not null,
    day_start time        not null,
    primary key (store_id, since)
);
insert into store_terms select id, created_at, name, time_zone, currency, day_start from store;
grant select, insert, update on store_terms to ${app_role};

-- What figures are made of, worked out once when a document comes. Null in documents that came before: they are in no
-- figure until they are made anew.
alter table sales_document
    add counted_at   timestamptz,    -- when it was completed, or came, if that cannot be
    add business_day date,           -- the store's day of that
    add currency     text,           -- of its amounts: the document's, or else the store's
    add net_amount   numeric(19, 4), -- total - discount + surcharge + service charge; null: one of them cannot be read
    add left_out     text;           -- amounts of the head that were told and do not fit their column, with commas between

create index sales_document_by_day on sales_document (terminal_id, business_day);
drop index sales_document_by_terminal_and_time;
