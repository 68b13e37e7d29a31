package pro.saleflex.office.portal.receipt;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.figures.DocumentEffect;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Labels;
import pro.saleflex.office.sales.Receipt;
import pro.saleflex.office.terminal.StoreRef;

/** Formats receipts for one viewer. One instance per request. */
final class ReceiptLabels extends Labels {
    /** The document types of terminals (protocol reference, section 8), in their order, without NONE. */
    static final List<String> TYPES = List.of(
            "FISCAL_RECEIPT",
            "ELECTRONIC_RECEIPT",
            "NONE_FISCAL_RECEIPT",
            "INVOICE",
            "ELECTRONIC_INVOICE",
            "ELECTRONIC_CORPORATE_INVOICE",
            "ELECTRONIC_INDIVIDUAL_INVOICE",
            "DIPLOMATIC_INVOICE",
            "WAYBILL",
            "POS_PAID_OUT",
            "POS_PAID_IN",
            "RETURN_SLIP",
            "EXPENSE_SLIP");

    /** The payment types of terminals (protocol reference, section 8), in their order. */
    static final List<String> PAYMENTS = List.of(
            "CASH_PAYMENT",
            "CREDIT_PAYMENT",
            "CHECK_PAYMENT",
            "EXCHANGE_PAYMENT",
            "PREPAID_PAYMENT",
            "CHARGE_SALE_PAYMENT",
            "OTHER_PAYMENT");

    /** Names that are safe to show as the terminal wrote them. */
    private static final Pattern SHOWABLE_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,39}");

    /** What a mark says about a document that is no ordinary sale. */
    private static final Set<DocumentEffect> MARKED = Set.of(
            DocumentEffect.RETURN,
            DocumentEffect.PAID_IN,
            DocumentEffect.PAID_OUT,
            DocumentEffect.DEPOSIT,
            DocumentEffect.NONE,
            DocumentEffect.UNKNOWN);

    private final CurrentUser currentUser;

    ReceiptLabels(CurrentUser currentUser) {
        super(currentUser);
        this.currentUser = currentUser;
    }

    /** Returns the name of a document type: our own, else the terminal's if it is safe to show. */
    String type(String type) {
        String name = type == null ? "" : type.strip().toUpperCase(Locale.ROOT);
        return name.isEmpty() || name.equals("NONE")
                ? text("document.none")
                : named("document.", TYPES, TYPES.contains(name) ? name : type, "document.other");
    }

    /** Returns the name of a payment type: our own, else the terminal's if it is safe to show. */
    String payment(String type) {
        return named("payment.", PAYMENTS, type, "payment.OTHER_PAYMENT");
    }

    private String named(String prefix, List<String> known, String name, String other) {
        if (name != null && known.contains(name)) {
            return text(prefix + name);
        }
        return name != null && SHOWABLE_NAME.matcher(name).matches() ? name : text(other);
    }

    /** Returns a receipt's payment types as text. */
    String payments(Receipt receipt) {
        return receipt.payments().stream().map(this::payment).collect(Collectors.joining(", "));
    }

    /** Returns what the customer owed; if that cannot be read, the total; else a dash. */
    String due(Receipt receipt, StoreRef store) {
        BigDecimal amount = receipt.due() == null ? receipt.total() : receipt.due();
        return amount == null ? "–" : money(amount, currency(receipt, store));
    }

    /** Returns the currency of a receipt's amounts. */
    String currency(Receipt receipt, StoreRef store) {
        return receipt.currency() == null ? store.currency() : receipt.currency();
    }

    /** Returns period and number as tills print them, such as {@code 12 / 101}. */
    String number(Receipt receipt) {
        return (receipt.closureNumber() == null ? "–" : receipt.closureNumber()) + " / "
                + (receipt.number() == null ? "–" : receipt.number());
    }

    /** Returns the business day a receipt counts for; empty: not known. */
    String day(Receipt receipt) {
        return receipt.businessDay() == null
                ? ""
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(currentUser.getNumbers())
                        .format(receipt.businessDay());
    }

    /** Returns the marks of what is no ordinary, completed sale. */
    List<Mark> marks(Receipt receipt) {
        return Stream.concat(
                        receipt.state() == Receipt.State.COMPLETED
                                ? Stream.<Mark>empty()
                                : Stream.of(new Mark(
                                        receipt.cancelled() ? "warning" : "calm",
                                        text("receipt.state." + receipt.state()))),
                        MARKED.contains(receipt.effect())
                                ? Stream.of(new Mark("info", text("receipt.effect." + receipt.effect())))
                                : Stream.<Mark>empty())
                .toList();
    }

    /** Returns the name of a cashier: that of the store's master data, else the start of its id; a dash for none. */
    static String cashier(Map<UUID, String> names, UUID id) {
        if (id == null) {
            return "–";
        }
        String name = names.getOrDefault(id, "");
        return name.isEmpty() ? id.toString().substring(0, 8) : name;
    }

    /**
     * A mark beside a receipt.
     *
     * @param tone CSS class besides {@code .tag}
     * @param text what it says
     */
    public record Mark(String tone, String text) {}
}
