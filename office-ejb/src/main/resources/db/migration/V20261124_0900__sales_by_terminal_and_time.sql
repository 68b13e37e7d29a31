-- What a terminal sold today is read whenever the board shows it: by terminal, not by a walk through all of the day.
create index sales_document_by_terminal_and_time on sales_document (terminal_id, opened_at);
drop index sales_document_by_time;
