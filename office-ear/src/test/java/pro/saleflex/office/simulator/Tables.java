package pro.saleflex.office.simulator;

/** The terminal's tables that the simulator fills, with columns in the order in which the terminal sends them. */
final class Tables {
    static final Table HEAD = Table.of("""
        id transaction_unique_id pos_id=1 transaction_date_time document_type=FISCAL_RECEIPT transaction_type=sale
        transaction_status=completed fk_customer_id fk_table_id fk_store_id closure_number=1 receipt_number=1
        total_amount:4 total_vat_amount:4 total_discount_amount:4 total_surcharge_amount:4 total_payment_amount:4
        total_change_amount:4 service_charge_amount:4 tip_amount:4 rounding_amount:4 base_currency
        display_currency exchange_rate:6 tax_jurisdiction_code tax_calculation_method delivery_status
        estimated_delivery_time actual_delivery_time order_source=in_store order_channel=cashier
        fiscal_receipt_number fiscal_signature fiscal_qr_code tax_exemption_code tax_exemption_reason
        loyalty_member_id loyalty_points_earned=0 loyalty_points_redeemed=0 campaign_id external_reference_number
        original_transaction_id parent_transaction_id description is_closed=true is_pending=false is_cancel=false
        cancel_reason\
        """);

    static final Table PRODUCT = Table.of("""
        id fk_transaction_head_id line_no=1 fk_department_main_group_id fk_department_sub_group_id fk_product_id
        fk_product_barcode_id fk_product_barcode_mask_id product_code product_name product_description vat_rate:2
        tax_category tax_exemption_reason tax_inclusive=true cost_price:4? list_price:4? unit_price:4
        unit_discount:4 discount_rate:2? discount_reason quantity:4 unit_of_measure=EA base_unit_quantity:4?
        weight:4? weight_unit total_price:4 total_vat:4 total_discount:4? serial_number lot_number expiry_date
        modifiers_json special_instructions warranty_months return_period_days is_returnable=true is_cancel=false
        is_voided=false void_reason\
        """);

    static final Table PAYMENT = Table.of("""
        id fk_transaction_head_id line_no=1 payment_type payment_total:4 currency_code currency_total:4
        currency_exchange_rate:6 installment_count=1 payment_provider payment_gateway_transaction_id
        authorization_code approval_code card_number_masked card_type card_holder_name card_expiry_month
        card_expiry_year terminal_id merchant_id batch_number payment_status=approved payment_status_message
        payment_processed_at gift_card_number gift_card_balance_before:4? gift_card_balance_after:4? voucher_code
        voucher_amount:4? wallet_type wallet_transaction_id bank_name bank_account_last4 bank_reference_number
        is_split_payment=false split_payment_sequence tip_amount:4 tip_type refunded_amount:4 refunded_at
        refund_reference is_cancel=false\
        """);

    static final Table DISCOUNT = Table.of("""
        id fk_transaction_head_id fk_transaction_product_id fk_transaction_payment_id fk_transaction_department_id
        line_no=1 fk_discount_type_id discount_amount:4 discount_rate:2? discount_code is_cancel=false\
        """);

    static final Table TAX = Table.of("""
        id fk_transaction_head_id fk_transaction_product_id tax_type=VAT tax_name tax_code taxable_amount:4
        tax_rate:2 tax_amount:4 jurisdiction_level jurisdiction_code jurisdiction_name is_exempt=false
        exemption_certificate exemption_reason tax_calculation_method=inclusive\
        """);

    static final Table CHANGE = Table.of("""
        id fk_transaction_head_id line_no=1 change_amount:2 currency is_cancel=false\
        """);

    static final Table CLOSURE = Table.of("""
        id closure_unique_id closure_number=1 fk_store_id fk_pos_id closure_date closure_start_time
        closure_end_time fk_base_currency_id total_document_count=0 gross_sales_amount:4 net_sales_amount:4
        total_tax_amount:4 total_discount_amount:4 total_tip_amount:4 valid_transaction_count=0
        canceled_transaction_count=0 return_transaction_count=0 suspended_transaction_count=0
        opening_cash_amount:4 closing_cash_amount:4 expected_cash_amount:4 cash_difference:4 paid_in_count=0
        paid_in_total:4 paid_out_count=0 paid_out_total:4 is_canceled=false is_modified=false
        fk_cashier_opened_id fk_cashier_closed_id fk_cashier_modified_id description modified_description\
        """);

    static final Table VAT_SUMMARY = Table.of("""
        id fk_closure_id fk_tax_rate_id tax_rate_percentage:2 tax_jurisdiction taxable_amount:4 tax_amount:4
        transaction_count=0 exempt_amount:4 exempt_count=0 is_modified=false fk_cashier_modified_id
        modified_description\
        """);

    static final Table DISCOUNT_SUMMARY = Table.of("""
        id fk_closure_id fk_discount_type_id discount_count=0 total_discount_amount:4 affected_amount:4
        is_modified=false fk_cashier_modified_id modified_description\
        """);

    static final Table PAYMENT_TYPE_SUMMARY = Table.of("""
        id fk_closure_id fk_payment_type_id total_count=0 total_amount:4 is_modified=false fk_cashier_modified_id
        modified_description\
        """);

    static final Table DOCUMENT_TYPE_SUMMARY = Table.of("""
        id fk_closure_id fk_document_type_id valid_count=0 valid_amount:4 valid_tax_amount:4 canceled_count=0
        canceled_amount:4 canceled_tax_amount:4 is_modified=false fk_cashier_modified_id modified_description\
        """);

    static final Table CASHIER_SUMMARY = Table.of("""
        id fk_closure_id fk_cashier_id transaction_count=0 total_sales_amount:4 average_transaction_amount:4
        void_count=0 void_amount:4 correction_count=0 clock_in_time clock_out_time hours_worked:2?
        is_modified=false fk_cashier_modified_id modified_description\
        """);

    private Tables() {}
}
