-- By which rules the projections of documents were made, and how far a renewal by newer ones has come. One row.
create table projection_renewal (
    only_row    boolean primary key default true check (only_row),
    rules       integer not null default 0,
    towards     integer, -- the rules of the renewal that is under way; null: none is
    begun_below bigint,  -- journal_entry.id: entries with a higher one were made by these rules when they came
    next_below  bigint   -- those from here on are done
);
insert into projection_renewal default values;

grant select, update on projection_renewal to ${app_role};
