package pro.saleflex.office.portal.receipt;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.FlagView;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.lane.LaneEntries;
import pro.saleflex.office.lane.LaneEntry;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.PageNotFound;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.reference.ReferenceNumbers.Cashier;
import pro.saleflex.office.sales.Receipt;
import pro.saleflex.office.sales.ReceiptView;
import pro.saleflex.office.sales.ReceiptView.Adjustment;
import pro.saleflex.office.sales.ReceiptView.Line;
import pro.saleflex.office.sales.ReceiptView.Payment;
import pro.saleflex.office.sales.ReceiptView.Tax;
import pro.saleflex.office.sales.Receipts;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * A receipt as its paper shows it, and where it is stored: {@code receipt.xhtml?till=<terminal id>&entry=<number in its
 * journal>}. For those who see its store.
 */
@Named
@RequestScoped
public class ReceiptPage {
    @Inject
    Receipts receipts;

    @Inject
    Terminals terminals;

    @Inject
    Journal journal;

    @Inject
    LaneEntries entries;

    @Inject
    ClosureReader closures;

    @Inject
    GateLink gate;

    @Inject
    ReferenceData reference;

    @Inject
    AuditTrail trail;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private ReceiptLabels labels;
    private TerminalRef till;
    private ReceiptView view;
    // Read once: the page asks for each of these several times while it is rendered.
    private EntryView entry;
    private List<FlagView> flags;
    private Map<UUID, String> cashiers;
    private boolean closed;
    private LaneEntry.State archived;
    private LaneEntry.State delivered;
    private String copy = "";

    @PostConstruct
    void read() {
        Map<String, String> parameters =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        labels = new ReceiptLabels(currentUser);
        till = CurrentUser.id(parameters.get("till"))
                .flatMap(id -> terminals.refs().stream()
                        .filter(ref -> ref.id().equals(id))
                        .findFirst())
                .filter(ref -> currentUser.getStores().contains(ref.store()))
                .orElse(null); // open() then answers 404
        String number = parameters.getOrDefault("entry", "");
        if (till != null && number.matches("[1-9]\\d{0,17}")) {
            receipts.read(till.id(), Long.parseLong(number)).ifPresent(this::read);
        }
    }

    private void read(ReceiptView found) {
        view = found;
        Receipt receipt = found.receipt();
        entry = journal.read(till.id(), receipt.entryNo() - 1, Optional.empty(), 1)
                .get(0);
        flags = journal.flags(receipt.entryId());
        cashiers = reference.numbers(till.store()).cashiers().stream()
                .collect(Collectors.toMap(Cashier::id, Cashier::name, (one, other) -> one));
        closed = receipt.closureNumber() != null
                && !closures.closingEntryNumbers(till.id(), List.of(receipt.closureNumber()))
                        .isEmpty();
        archived = state(Target.ARCHIVE);
        delivered = gate.configured() ? state(Target.GATE) : null;
    }

    private LaneEntry.State state(Target target) {
        long number = view.receipt().entryNo();
        return entries.read(
                        target,
                        till.id(),
                        new LaneEntries.Asked(Optional.empty(), Optional.empty(), number - 1, number + 1, 1))
                .get(0)
                .state();
    }

    /** Answers 404 when the viewer's stores have no such terminal, or the entry is no receipt. */
    public void open() throws IOException {
        if (view == null) {
            PageNotFound.answer();
        }
    }

    /** Notes in the audit trail that a copy is printed, and makes the page show its number and print itself. */
    public void print() {
        long number = trail.addNumbered(
                currentUser.getName(), "receipt.print", "terminal " + till.id() + " receipt " + entry.documentId());
        copy = labels.text(
                "receipt.copy",
                labels.number(number),
                currentUser.getName(),
                labels.time(clock.instant(), till.store()));
    }

    /** Returns what the printed copy says about itself; empty: it is only being looked at. */
    public String getCopy() {
        return copy;
    }

    /** Whether there is such a receipt. */
    public boolean isFound() {
        return view != null;
    }

    /** Returns the terminal. */
    public TerminalRef getTill() {
        return till;
    }

    /** Returns the receipt in full. */
    public ReceiptView getView() {
        return view;
    }

    /** Returns the page's title: the document's type, period and number, and the till. */
    public String getTitle() {
        return getType() + " " + getNumber() + " · " + till.code();
    }

    /** Returns the name of its document type. */
    public String getType() {
        return labels.type(view.receipt().type());
    }

    /** Returns its period and number. */
    public String getNumber() {
        return labels.number(view.receipt());
    }

    /** Returns when it was completed, in store time; empty: not known. */
    public String getTime() {
        return labels.time(view.receipt().at(), till.store());
    }

    /** Returns the business day it counts for; empty: not known yet. */
    public String getDay() {
        return labels.day(view.receipt());
    }

    /** Returns the cashier's name. */
    public String getCashier() {
        return ReceiptLabels.cashier(cashiers, view.cashierId());
    }

    /** Returns the marks of what is no ordinary, completed sale. */
    public List<ReceiptLabels.Mark> getMarks() {
        return labels.marks(view.receipt());
    }

    /** Returns its flags. */
    public List<FlagView> getFlags() {
        return flags;
    }

    /** Whether its period is closed, so that there is a page of it. */
    public boolean isClosed() {
        return closed;
    }

    /** Returns the name of its period. */
    public String getPeriod() {
        Long number = view.receipt().closureNumber();
        return number == null ? "–" : labels.text("sums.period", labels.number(number));
    }

    /** Formats an amount in the receipt's currency; a dash for null. */
    public String money(BigDecimal amount) {
        return money(amount, null);
    }

    /** Formats an amount in a currency, null for the receipt's; a dash for no amount. */
    public String money(BigDecimal amount, String currency) {
        return amount == null
                ? "–"
                : labels.money(
                        amount,
                        currency == null || currency.isBlank()
                                ? labels.currency(view.receipt(), till.store())
                                : currency);
    }

    /** Returns how much of a product was sold at which price, such as {@code 2 × £55.00}. */
    public String quantity(Line line) {
        String quantity =
                line.quantity() == null ? "–" : labels.number(line.quantity().doubleValue(), 3);
        String unit = line.unit() == null || line.unit().equals("EA") ? "" : " " + line.unit();
        return quantity + unit + " × " + money(line.price());
    }

    /** Returns a rate in percent as text. */
    public String rate(BigDecimal percent) {
        return percent == null ? "" : labels.percent(percent.doubleValue() / 100);
    }

    /** Returns the name of a tax: the terminal's, else VAT with its rate. */
    public String tax(Tax tax) {
        return tax.name() == null || tax.name().isBlank()
                ? (labels.text("receipt.vat") + " " + rate(tax.rate())).strip()
                : tax.name();
    }

    /** Returns the name of a payment type, with the card's brand. */
    public String payment(Payment payment) {
        return labels.payment(payment.type()) + (payment.card() == null ? "" : " · " + payment.card());
    }

    /** Returns the amount in the currency in which was paid, if that is another one; else empty. */
    public String foreign(Payment payment) {
        boolean same =
                payment.currency() == null || payment.currency().equals(labels.currency(view.receipt(), till.store()));
        return same || payment.currencyAmount() == null ? "" : money(payment.currencyAmount(), payment.currency());
    }

    /** Returns the sums between the product lines and what was owed: only those that are not zero. */
    public List<Sum> getSums() {
        ReceiptView.Totals totals = view.totals();
        List<Sum> sums = new ArrayList<>();
        sum(sums, "receipt.discount", totals.discount(), true);
        sum(sums, "receipt.surcharge", totals.surcharge(), false);
        sum(sums, "receipt.service", totals.serviceCharge(), false);
        return sums;
    }

    /** Returns the sums behind the payments: only those that are not zero. */
    public List<Sum> getExtras() {
        ReceiptView.Totals totals = view.totals();
        List<Sum> sums = new ArrayList<>();
        sum(sums, "receipt.tip", totals.tip(), false);
        sum(sums, "receipt.rounding", totals.rounding(), false);
        return sums;
    }

    private void sum(List<Sum> sums, String key, BigDecimal amount, boolean subtracted) {
        if (amount != null && amount.signum() != 0) {
            sums.add(new Sum(labels.text(key), money(subtracted ? amount.negate() : amount)));
        }
    }

    /** Returns the name of a discount or surcharge; its kind if it has none. */
    public String name(Adjustment adjustment, String key) {
        return adjustment.name() == null || adjustment.name().isBlank() ? labels.text(key) : adjustment.name();
    }

    /** Returns its entry in the journal. */
    public EntryView getEntry() {
        return entry;
    }

    /** Formats a whole number. */
    public String number(long number) {
        return labels.number(number);
    }

    /** Returns when it was received, in store time. */
    public String getReceived() {
        return labels.time(entry.receivedAt().toInstant(), till.store());
    }

    /** Returns the document's hash in the journal. */
    public String getPayloadHash() {
        return HexFormat.of().formatHex(entry.payloadSha256());
    }

    /** Whether it is in the archive. */
    public boolean isArchived() {
        return archived == LaneEntry.State.DELIVERED;
    }

    /** Returns its state of delivery to GATE; null: no GATE is set up. */
    public LaneEntry.State getDelivered() {
        return delivered;
    }

    /**
     * A line of sums.
     *
     * @param name what is summed
     * @param amount the amount with its currency
     */
    public record Sum(String name, String amount) {}
}
