package pro.saleflex.office.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.document.MaskingRules.Context;

/** The names are those of the protocol reference, sections 10 and 11. */
class MemberRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card_number_masked",
                "card_type",
                "card_holder_name",
                "card_id",
                "card_expiry_date",
                "note_text",
                "description",
                "cancel_reason",
                "product_name",
                "special_instructions",
                "authorization_code",
                "bank_account_last4",
                "payment_status_message",
                "modifiers_json",
                "country_data_json",
                "delivery_notes",
                "a_member_nobody_knows",
                "",
                "idle",
                "nobody",
                "numbering"
            })
    void looksForCardNumbersInFreeTextAndUnknownMembers(String member) {
        assertTrue(MemberRules.mayHoldCard(Context.TOP, member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "pos_id",
                "transaction_unique_id",
                "fk_transaction_head_id",
                "payment_gateway_transaction_id",
                "deleted_by",
                "approved_by",
                "receipt_number",
                "serial_number",
                "bank_reference_number",
                "batch_number",
                "account_number",
                "discard_number",
                "company_no",
                "span_number",
                "line_no",
                "product_code",
                "barcode",
                "total_amount",
                "total_price",
                "total_vat",
                "total_discount",
                "unit_price",
                "exchange_rate",
                "tip_percentage",
                "quantity",
                "refund_quantity",
                "weight",
                "delivery_fee",
                "restocking_fee",
                "points_monetary_value",
                "closure_date",
                "created_at",
                "transaction_date_time",
                "closure_end_time",
                "expiry_date",
                "fiscal_signature",
                "fiscal_qr_code",
                "e_invoice_uuid",
                "e_archive_id",
                "verification_code",
                "qr_code_data"
            })
    void doesNotLookForThemInIdsNumbersAndTimes(String member) {
        assertFalse(MemberRules.mayHoldCard(Context.TOP, member));
    }

    @ParameterizedTest
    @ValueSource(strings = {"government_response", "country_code", "note_text", "a_member_nobody_knows", "fiscal"})
    void doesNotLookForThemInTheFiscalPart(String member) {
        assertFalse(MemberRules.mayHoldCard(Context.TOP.inside("fiscal"), member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card_number",
                "card_type",
                "card_",
                "credit_card_number",
                "gift_card_number",
                "gift_card_balance_before",
                "primary_account_number",
                "pan_number",
                "PAN",
                "pan",
                "card.no",
                "card-no",
                "card no",
                "cards_id",
                "cardNumber",
                "creditCardNumber_no",
                "maskedPANNumber_id",
                "primaryAccountNumber",
                "fiscal_card_number",
                "total_card2_number"
            })
    void looksForThemWhereverTheNameMentionsACardEvenInTheFiscalPart(String member) {
        assertTrue(MemberRules.mayHoldCard(Context.TOP, member));
        assertTrue(MemberRules.mayHoldCard(Context.TOP.inside("fiscal"), member));
    }

    @Test
    void looksForThemInEverythingInsideACard() {
        Context card = Context.TOP.inside("fiscal").inside("paymentCard").inside("details");

        assertTrue(MemberRules.mayHoldCard(card, "number"));
        assertTrue(MemberRules.mayHoldCard(card, "receipt_number"));
        assertFalse(MemberRules.mayHoldCard(Context.TOP.inside("discard").inside("companyData"), "number"));
    }

    @Test
    void looksForThemInABatchNumberOnlyOfAPayment() {
        assertTrue(MemberRules.mayHoldCard(Context.TOP.inside("payments"), "batch_number"));
        assertFalse(MemberRules.mayHoldCard(Context.TOP.inside("payments"), "bank_reference_number"));
        assertFalse(MemberRules.mayHoldCard(Context.TOP.inside("products"), "batch_number"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "product_code",
                "code",
                "barcode",
                "serial_number",
                "lot_number",
                "product_name",
                "note_text",
                "void_reason",
                "refund_reason_detail",
                "refund_reference",
                "modifiers_json",
                "special_instructions",
                "payment_status_message",
                "delivery_notes",
                "fiscal_signature",
                "fiscal_hash",
                "qr_code_data",
                "fiscal_device_serial",
                "delivery_address",
                "delivery_phone"
            })
    void readsTheValueAsTextEvenIfItLooksLikeANumber(String member) {
        assertEquals(MemberRules.Type.TEXT, MemberRules.type(member));
        assertEquals(MemberRules.Type.TEXT, MemberRules.formerType(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total_amount",
                "unit_price",
                "vat_rate",
                "quantity",
                "total_vat",
                "hours_worked",
                "points_earned",
                "closure_number",
                "receipt_number",
                "pos_id",
                "line_no",
                "estimated_preparation_time"
            })
    void readsTheValueAsANumber(String member) {
        assertEquals(MemberRules.Type.NUMBER, MemberRules.type(member));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_member_nobody_knows", "codes", "name_", "", "istanbul", "grid", "ids"})
    void readsTheValueAsANumberIfItLooksLikeOne(String member) {
        assertEquals(MemberRules.Type.OPEN, MemberRules.type(member));
        assertEquals(MemberRules.Type.OPEN, MemberRules.formerType(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"terminal_id", "merchant_id", "wallet_transaction_id", "fiscal_device_id", "closure_unique_id"})
    void readsIdsGeneratedByOtherSystemsAsText(String member) {
        assertEquals(MemberRules.Type.CODE, MemberRules.type(member));
    }

    /** Each member of a document to which openapi.yaml gives a type by its name. */
    @Test
    void knowsTheTypeOfEveryMemberOfTheContract() throws IOException {
        Map<String, MemberRules.Type> types = Map.of(
                "Id", MemberRules.Type.ID,
                "Uuid", MemberRules.Type.ID,
                "Decimal", MemberRules.Type.NUMBER,
                "Whole", MemberRules.Type.NUMBER,
                "Truth", MemberRules.Type.TRUTH,
                "LocalTime", MemberRules.Type.TIME,
                "Day", MemberRules.Type.DAY);
        Matcher members = Pattern.compile(
                        "\\n +(\\w+):\\s+(?:\\{)?\\$ref: '#/components/schemas/(Id|Uuid|Decimal|Whole|Truth|LocalTime|Day)'")
                .matcher(Files.readString(Path.of("../office-ws/src/main/webapp/openapi.yaml")));
        int found = 0;
        while (members.find()) {
            String member = members.group(1);
            assertEquals(types.get(members.group(2)), MemberRules.type(member), member);
            found++;
        }
        assertTrue(found > 300, found + " members");
    }

    @ParameterizedTest
    @ValueSource(strings = {"updated_at", "fk_cashier_update_id"})
    void membersChangedByResendingDoNotCountForSameness(String member) {
        assertTrue(MemberRules.changesOnResend(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"created_at", "deleted_at", "fk_cashier_create_id", "transaction_date_time", "last_updated_at"})
    void allOtherMembersCountForSameness(String member) {
        assertFalse(MemberRules.changesOnResend(member));
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "deleted_at"})
    void readsTimesOfTheTerminalsDatabaseAsUtc(String member) {
        assertTrue(MemberRules.isUtc(member));
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction_date_time", "closure_start_time", "payment_processed_at", "refunded_at"})
    void readsTimesOfTheTerminalsCodeAsLocal(String member) {
        assertFalse(MemberRules.isUtc(member));
    }
}
