-- What a terminal says of itself is kept up to a length. The members, separated by commas, of which it said more.
alter table terminal_status add column shortened text;
