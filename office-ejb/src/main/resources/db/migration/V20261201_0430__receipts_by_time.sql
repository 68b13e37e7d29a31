-- Receipts of many terminals, the latest first: without it a page of the latest 25 reads and sorts all of them.
create index sales_document_by_time on sales_document (business_day, counted_at, id);

-- How many copies of a receipt were printed.
create index audit_trail_of_prints on audit_trail (subject) where action = 'receipt.print';
