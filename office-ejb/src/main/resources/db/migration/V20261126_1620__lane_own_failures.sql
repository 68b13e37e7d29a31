-- An entry is suspect when it failed so often over an hour for reasons of its own; an outage before that does not count.
alter table lane add own_failing_since timestamptz; -- of the next entry, the first failure that was its own
