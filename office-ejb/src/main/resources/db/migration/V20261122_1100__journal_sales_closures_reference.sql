-- The first shape of the store's database. Migrations run as the owner; the application works as ${app_role},
-- which may add journal entries and read them, and can neither change nor remove one.

create table store (
    id          uuid primary key,
    office_code text        not null,
    store_code  text        not null,
    name        text        not null,
    time_zone   text        not null,
    currency    text        not null,
    created_at  timestamptz not null,
    unique (office_code, store_code)
);

create table terminal (
    id                uuid primary key,
    store_id          uuid        not null references store,
    code              text        not null,
    number            integer     not null,
    name              text        not null,
    blocked           boolean     not null,
    may_pull          boolean     not null,
    secret_sha256     bytea,                 -- null: no secret was ever given out
    secret_revoked_at timestamptz,
    trusted_networks  text,                  -- comma separated address ranges; null: a secret is needed
    created_at        timestamptz not null,
    unique (store_id, code),
    unique (store_id, number)
);

-- Callers that were turned away: each may be a till whose sales are not backed up.
create table refused_caller (
    office_code   text        not null,
    store_code    text        not null,
    terminal_code text        not null,
    reason        text        not null,
    peer          text        not null,
    first_at      timestamptz not null,
    last_at       timestamptz not null,
    times         bigint      not null,
    primary key (office_code, store_code, terminal_code, reason)
);

-- How many entries each terminal's journal has; its row is the lock under which entries are appended.
create table journal_head (
    terminal_id uuid primary key references terminal,
    entry_no    bigint not null
) with (fillfactor = 50);

create sequence journal_entry_id start 500 increment 500;

create table journal_entry (
    id             bigint primary key,
    terminal_id    uuid        not null references terminal,
    entry_no       bigint      not null,
    kind           text        not null,
    document_id    uuid        not null,
    payload        text        not null,
    payload_sha256 bytea       not null,
    content_sha256 bytea       not null,
    chain_hash     bytea       not null,
    source         text        not null,
    received_at    timestamptz not null,
    unique (terminal_id, entry_no),
    -- document_id first: the same index finds a document that another terminal handed over before.
    unique (document_id, kind, terminal_id)
);

create table journal_flag (
    entry_id  bigint      not null references journal_entry deferrable initially deferred,
    flag      text        not null,
    detail    text        not null,
    raised_at timestamptz not null,
    primary key (entry_id, flag)
);
create index journal_flag_by_flag on journal_flag (flag, entry_id);

-- Items that cannot be identified, kept once per text.
create table rejection (
    id             bigint generated always as identity primary key,
    terminal_id    uuid        not null references terminal,
    kind           text        not null,
    payload        text        not null,
    payload_sha256 bytea       not null,
    reason         text        not null,
    source         text        not null,
    received_at    timestamptz not null,
    unique (terminal_id, kind, payload_sha256)
);

-- Sales documents: typed columns for what is searched and summed, everything else is in the journal.
create table sales_document (
    id                      bigint primary key references journal_entry deferrable initially deferred,
    terminal_id             uuid not null,
    document_id             uuid not null,
    transaction_unique_id   text,
    document_type           text,
    transaction_type        text,
    transaction_status      text,
    closure_number          bigint,
    receipt_number          bigint,
    local_time              timestamp,
    opened_at               timestamptz,
    completed_at            timestamptz,
    cashier_id              uuid,
    customer_id             uuid,
    original_document_id    uuid,
    base_currency           text,
    exchange_rate           numeric(19, 6),
    total_amount            numeric(19, 4),
    total_vat_amount        numeric(19, 4),
    total_discount_amount   numeric(19, 4),
    total_surcharge_amount  numeric(19, 4),
    total_payment_amount    numeric(19, 4),
    total_change_amount     numeric(19, 4),
    service_charge_amount   numeric(19, 4),
    tip_amount              numeric(19, 4),
    rounding_amount         numeric(19, 4),
    loyalty_points_earned   bigint,
    loyalty_points_redeemed bigint,
    fiscal_receipt_number   text,
    cancelled               boolean,
    cancel_reason           text
);
create index sales_document_by_number on sales_document (terminal_id, closure_number, receipt_number);
create index sales_document_by_unique_id on sales_document (transaction_unique_id, terminal_id);
create index sales_document_by_time on sales_document (opened_at);

-- The rows of a document. row_id is the id the terminal gave the row; position counts from 1 as in the document.
create table sales_product (
    document_id              bigint  not null references sales_document deferrable initially deferred,
    position                 integer not null,
    row_id                   uuid,
    line_no                  integer,
    product_id               uuid,
    department_main_group_id uuid,
    department_sub_group_id  uuid,
    product_code             text,
    product_name             text,
    unit_of_measure          text,
    quantity                 numeric(19, 4),
    unit_price               numeric(19, 4),
    vat_rate                 numeric(19, 6),
    total_price              numeric(19, 4),
    total_vat                numeric(19, 4),
    total_discount           numeric(19, 4),
    cancelled                boolean,
    voided                   boolean,
    primary key (document_id, position)
);

create table sales_payment (
    document_id        bigint  not null references sales_document deferrable initially deferred,
    position           integer not null,
    row_id             uuid,
    line_no            integer,
    payment_type       text,
    payment_total      numeric(19, 4),
    currency_code      text,
    currency_total     numeric(19, 4),
    exchange_rate      numeric(19, 6),
    installment_count  integer,
    card_type          text,
    authorization_code text,
    payment_status     text,
    tip_amount         numeric(19, 4),
    refunded_amount    numeric(19, 4),
    cancelled          boolean,
    primary key (document_id, position)
);

create table sales_discount (
    document_id      bigint  not null references sales_document deferrable initially deferred,
    position         integer not null,
    row_id           uuid,
    line_no          integer,
    discount_type_id uuid,
    discount_code    text,
    discount_amount  numeric(19, 4),
    product_row_id   uuid,
    cancelled        boolean,
    primary key (document_id, position)
);

create table sales_department (
    document_id              bigint  not null references sales_document deferrable initially deferred,
    position                 integer not null,
    row_id                   uuid,
    line_no                  integer,
    department_main_group_id uuid,
    department_sub_group_id  uuid,
    vat_rate                 numeric(19, 6),
    total_department         numeric(19, 4),
    total_department_vat     numeric(19, 4),
    primary key (document_id, position)
);

create table sales_tax (
    document_id    bigint  not null references sales_document deferrable initially deferred,
    position       integer not null,
    row_id         uuid,
    tax_type       text,
    tax_code       text,
    tax_name       text,
    tax_rate       numeric(19, 6),
    taxable_amount numeric(19, 4),
    tax_amount     numeric(19, 4),
    exempt         boolean,
    primary key (document_id, position)
);

create table sales_tip (
    document_id    bigint  not null references sales_document deferrable initially deferred,
    position       integer not null,
    row_id         uuid,
    tip_type       text,
    tip_amount     numeric(19, 4),
    tip_percentage numeric(19, 6),
    tax_amount     numeric(19, 4),
    primary key (document_id, position)
);

create table sales_surcharge (
    document_id      bigint  not null references sales_document deferrable initially deferred,
    position         integer not null,
    row_id           uuid,
    surcharge_type   text,
    surcharge_name   text,
    surcharge_amount numeric(19, 4),
    surcharge_rate   numeric(19, 6),
    tax_amount       numeric(19, 4),
    primary key (document_id, position)
);

create table sales_note (
    document_id bigint  not null references sales_document deferrable initially deferred,
    position    integer not null,
    row_id      uuid,
    note_type   text,
    note_text   text,
    primary key (document_id, position)
);

create table sales_loyalty (
    document_id       bigint  not null references sales_document deferrable initially deferred,
    position          integer not null,
    row_id            uuid,
    loyalty_member_id uuid,
    points_earned     bigint,
    points_redeemed   bigint,
    redemption_amount numeric(19, 4),
    primary key (document_id, position)
);

create table sales_refund (
    document_id          bigint  not null references sales_document deferrable initially deferred,
    position             integer not null,
    row_id               uuid,
    original_document_id uuid,
    refund_type          text,
    refund_reason        text,
    refund_amount        numeric(19, 4),
    refund_quantity      numeric(19, 4),
    restocking_fee       numeric(19, 4),
    primary key (document_id, position)
);

create table sales_change (
    document_id   bigint  not null references sales_document deferrable initially deferred,
    position      integer not null,
    row_id        uuid,
    line_no       integer,
    change_amount numeric(19, 4),
    currency      text,
    cancelled     boolean,
    primary key (document_id, position)
);

create table sales_delivery (
    document_id     bigint  not null references sales_document deferrable initially deferred,
    position        integer not null,
    row_id          uuid,
    delivery_number text,
    delivery_type   text,
    delivery_status text,
    delivery_fee    numeric(19, 4),
    tracking_number text,
    cancelled       boolean,
    primary key (document_id, position)
);

create table sales_kitchen_order (
    document_id          bigint  not null references sales_document deferrable initially deferred,
    position             integer not null,
    row_id               uuid,
    order_number         text,
    kitchen_order_status text,
    quantity             numeric(19, 4),
    cancelled            boolean,
    primary key (document_id, position)
);

create table sales_fiscal (
    document_id           bigint  not null references sales_document deferrable initially deferred,
    position              integer not null,
    row_id                uuid,
    country_code          text,
    fiscal_device_id      text,
    fiscal_device_serial  text,
    fiscal_receipt_number text,
    fiscal_invoice_number text,
    fiscal_document_type  text,
    reporting_status      text,
    primary key (document_id, position)
);

-- Closures as the terminal sent them: its claim, never corrected here.
create table closure (
    id                          bigint primary key references journal_entry deferrable initially deferred,
    terminal_id                 uuid not null,
    closure_id                  uuid not null,
    closure_unique_id           text,
    closure_number              bigint,
    closure_date                date,
    local_start_time            timestamp,
    started_at                  timestamptz,
    local_end_time              timestamp,
    ended_at                    timestamptz,
    total_document_count        bigint,
    valid_transaction_count     bigint,
    canceled_transaction_count  bigint,
    return_transaction_count    bigint,
    suspended_transaction_count bigint,
    gross_sales_amount          numeric(19, 4),
    net_sales_amount            numeric(19, 4),
    total_tax_amount            numeric(19, 4),
    total_discount_amount       numeric(19, 4),
    total_tip_amount            numeric(19, 4),
    opening_cash_amount         numeric(19, 4),
    closing_cash_amount         numeric(19, 4),
    expected_cash_amount        numeric(19, 4),
    cash_difference             numeric(19, 4),
    paid_in_count               bigint,
    paid_in_total               numeric(19, 4),
    paid_out_count              bigint,
    paid_out_total              numeric(19, 4),
    cashier_opened_id           uuid,
    cashier_closed_id           uuid,
    cancelled                   boolean
);
create index closure_by_number on closure (terminal_id, closure_number);

-- One row per summary row of a closure; what a kind of summary does not have stays null.
create table closure_summary (
    closure_id        bigint  not null references closure deferrable initially deferred,
    kind              text    not null,
    position          integer not null,
    row_id            uuid,
    subject_id        uuid,
    rate              numeric(19, 6),
    times             bigint,
    amount            numeric(19, 4),
    tax_amount        numeric(19, 4),
    net_amount        numeric(19, 4),
    discount_amount   numeric(19, 4),
    cancelled_times   bigint,
    cancelled_amount  numeric(19, 4),
    primary key (closure_id, kind, position)
);

-- The numbers a terminal resumes with. They only ever rise, the pair read as (closure_number, receipt_number).
create table counter (
    terminal_id    uuid primary key references terminal,
    closure_number bigint not null,
    receipt_number bigint not null,
    closed_at      timestamptz
) with (fillfactor = 50);

create table other_counter (
    terminal_id uuid   not null references terminal,
    name        text   not null,
    value       bigint not null,
    primary key (terminal_id, name)
);

-- Master data for terminals: rows as they travel, one version per store.
create table reference_version (
    store_id   uuid primary key references store,
    version    bigint      not null,
    changed_at timestamptz not null
);

create table reference_row (
    store_id     uuid    not null references store,
    resource     text    not null,
    position     integer not null,
    body         text    not null,
    cashier_code bytea,                      -- AES-GCM: nonce, then cipher text with tag
    primary key (store_id, resource, position)
);

create table portal_user (
    id            uuid primary key,
    name          text        not null unique,
    password_hash text        not null,
    role          text        not null,
    created_at    timestamptz not null
);

create table audit_trail (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    detail  text        not null
);

grant usage on schema ${flyway:defaultSchema} to ${app_role};
grant select, insert, update, delete on all tables in schema ${flyway:defaultSchema} to ${app_role};
grant usage on all sequences in schema ${flyway:defaultSchema} to ${app_role};
revoke update, delete on journal_entry, rejection, audit_trail from ${app_role};
revoke delete on journal_head from ${app_role};
