-- Where a journal's numbers go on behind a restore. Those in between may have been given to documents that were lost.
create table journal_restart (
    terminal_id   uuid   not null references terminal,
    last_entry_no bigint not null,
    next_entry_no bigint not null,
    primary key (terminal_id, next_entry_no)
);
grant select on journal_restart to ${app_role};

-- The number of entries behind number "after", up to number "upto", of a journal that reaches as far.
create function entry_count(terminal uuid, after bigint, upto bigint) returns bigint
    language sql stable
    return upto - after - coalesce(
        (select sum(r.next_entry_no - r.last_entry_no - 1)
         from journal_restart r
         where r.terminal_id = terminal and r.last_entry_no >= after and r.next_entry_no <= upto), 0)::bigint;
