-- What periods lack is judged by when their closures came, whatever the dates on the documents.
create index journal_entry_closure_received on journal_entry (received_at) where kind = 'CLOSURE';

-- Closed periods that lack documents, nobody knows why: looked at until they are complete or explained.
create table period_gap (
    terminal_id    uuid   not null references terminal,
    closure_number bigint not null,
    primary key (terminal_id, closure_number)
);

-- Why a period lacks documents, in people's words; of so many. The latest explanation counts, audit_trail has all.
create table period_explanation (
    terminal_id    uuid        not null references terminal,
    closure_number bigint      not null,
    missing        bigint      not null,
    reason         text        not null,
    explained_by   text        not null,
    explained_at   timestamptz not null,
    primary key (terminal_id, closure_number)
);

grant select, insert, delete on period_gap to ${app_role};
grant select, insert, update on period_explanation to ${app_role};
