-- A terminal's change now has the id of its transaction as its number, so no change waits for another's commit. Numbers
-- of the former sequence may be higher than any transaction's id.
update terminal_status set changed_no = 0;
drop sequence terminal_status_changed_no;
comment on column terminal_status.changed_no is 'id of the transaction that made the latest change';
