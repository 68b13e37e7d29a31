-- The floor under one document: the rows that benchmark/transaction.json becomes, in one statement and one commit.
-- For pgbench, prepared; :payload is the document's text, :client_id chooses one of the terminals T0101, T0102, ... of :store.
with head as (
    update journal_head h set entry_no = h.entry_no + 1
    from terminal t
    where t.id = h.terminal_id and t.store_id = :store::uuid and t.code = 'T' || lpad((101 + :client_id::int)::text, 4, '0')
    returning h.terminal_id, h.entry_no
), entry as (
    insert into journal_entry (id, terminal_id, entry_no, kind, document_id, payload, payload_sha256, content_sha256, chain_hash,
                               source, received_at)
    select nextval('journal_entry_id'), terminal_id, entry_no, 'TRANSACTION', gen_random_uuid(), :payload::text,
           '\x9a271f2a916b0b6ee6cecb2426f0b3206ef074578be55d9bc94f6f3fe3ab86aa',
           '\x4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865',
           '\x53c234e5e8472b6ac51c1ae1cab3fe06fad053beb8ebfd8977b010655bfdd3c3', 'REST', now()
    from head
    returning id, terminal_id, entry_no, document_id
), document as (
    insert into sales_document (id, terminal_id, document_id, transaction_unique_id, document_type, transaction_type,
                                transaction_status, closure_number, receipt_number, local_time, opened_at, completed_at,
                                cashier_id, base_currency, exchange_rate, total_amount, total_vat_amount,
                                total_discount_amount, total_surcharge_amount, total_payment_amount, total_change_amount,
                                service_charge_amount, tip_amount, rounding_amount, loyalty_points_earned,
                                loyalty_points_redeemed, fiscal_receipt_number, cancelled, counted_at, business_day, currency,
                                net_amount)
    select id, terminal_id, document_id, '20261122-0001-' || lpad(entry_no::text, 6, '0'), 'FISCAL_RECEIPT', 'sale',
           'completed', 1, entry_no, '2026-11-22 10:11:12.123456', '2026-11-22 10:11:12.123456+00', '2026-05-04 10:11:12+00',
           '6f1d2f0e-8e55-4c57-9d0a-2f1f6f0a1b11', 'GBP', 1, 55.27, 9.21, 0, 0, 55.27, 0, 0, 0, 0, 0, 0, 'FR0000000001', false, now(), now()::date, 'GBP', 55.27
    from entry
), product as (
    insert into sales_product (document_id, position, row_id, line_no, product_id, department_main_group_id,
                               department_sub_group_id, product_code, product_name, unit_of_measure, quantity, unit_price,
                               vat_rate, total_price, total_vat, total_discount, cancelled, voided)
    select id, position, gen_random_uuid(), position, 'd769c854-94a4-4cf7-946c-cdb948d76987',
           'e8410d89-ed7e-4fc4-9340-505db9743758', '5f046454-0e9a-4d7b-8c38-75505e9967c7', '5000355312494', 'Orange Juice 1L',
           'EA', 2, 5.06, 20, 10.12, 1.68, 0, false, false
    from entry, generate_series(1, 2) as position
), payment as (
    insert into sales_payment (document_id, position, row_id, line_no, payment_type, payment_total, currency_code,
                               currency_total, exchange_rate, installment_count, card_type, authorization_code,
                               payment_status, tip_amount, refunded_amount, cancelled)
    select id, 1, gen_random_uuid(), 1, 'CREDIT_CARD', 55.27, 'GBP', 55.27, 1, 1, 'VISA', 'A267469', 'approved', 0, 0, false
    from entry
), department as (
    insert into sales_department (document_id, position, row_id, line_no, department_main_group_id, vat_rate,
                                  total_department, total_department_vat)
    select id, 1, gen_random_uuid(), 1, '641cc04a-21e6-47bd-b074-9fabc887dbb3', 20, 55.27, 9.21 from entry
), tax as (
    insert into sales_tax (document_id, position, row_id, tax_type, tax_code, tax_name, tax_rate, taxable_amount, tax_amount,
                           exempt)
    select id, position, gen_random_uuid(), 'VAT', 'S', 'VAT 20%', 20, 27.63, 4.6, false
    from entry, generate_series(1, 2) as position
), fiscal as (
    insert into sales_fiscal (document_id, position, row_id, country_code, fiscal_device_id, fiscal_device_serial,
                              fiscal_receipt_number, reporting_status)
    select id, 1, gen_random_uuid(), 'GB', 'FD-6', 'SN10006', 'FR0000000001', 'pending' from entry
)
insert into counter as c (terminal_id, closure_number, receipt_number) select terminal_id, 1, entry_no + 1 from entry
on conflict (terminal_id) do update set closure_number = excluded.closure_number, receipt_number = excluded.receipt_number;
