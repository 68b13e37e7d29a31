-- How many journal entries hold card numbers in clear, from a time when fewer were known to be such, and how far was
-- looked. They cannot be changed in a chained journal; they are masked wherever they are shown. One row.
create table card_number_look (
    only_row  boolean primary key default true check (only_row),
    done_upto bigint not null default 0, -- journal_entry.id
    in_clear  bigint not null default 0
);
insert into card_number_look default values;

grant select, update on card_number_look to ${app_role};
