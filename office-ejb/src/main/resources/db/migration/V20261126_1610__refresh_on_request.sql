-- A terminal that was asked to refresh has its master data and knows its live values and numbers better than the server.
alter table counter add refresh_told_at timestamptz; -- when it last heard that it should; null: never
