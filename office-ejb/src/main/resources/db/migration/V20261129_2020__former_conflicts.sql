-- Conflicts that were none: the documents came again in spellings that the build before did not read alike. Their entries
-- stay, their flags are taken back, here stands why.
create table former_conflict (
    entry_id    bigint primary key references journal_entry,
    repeated_id bigint      not null references journal_entry, -- the document that it says again
    found_at    timestamptz not null
);

-- How far the conflicts from before this migration are compared anew. One row.
create table former_conflict_look (
    only_row  boolean primary key default true check (only_row),
    done_upto bigint not null default 0, -- journal_entry.id
    upto      bigint not null
);
insert into former_conflict_look (upto)
select coalesce(max(entry_id), 0) from journal_flag where flag = 'CONFLICT';

grant select, insert on former_conflict to ${app_role};
grant select, update on former_conflict_look to ${app_role};
