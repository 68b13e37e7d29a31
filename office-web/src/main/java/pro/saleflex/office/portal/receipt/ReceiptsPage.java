package pro.saleflex.office.portal.receipt;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.reference.ReferenceNumbers.Cashier;
import pro.saleflex.office.sales.Receipt;
import pro.saleflex.office.sales.ReceiptQuery;
import pro.saleflex.office.sales.Receipts;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * The receipts of the shown stores, filtered by the address: {@code receipts.xhtml} with {@code from} and {@code until}
 * (business days), {@code till}, {@code period}, {@code number}, {@code cashier}, {@code type}, {@code state}, {@code
 * payment}, {@code least} and {@code most} (amounts), {@code flag}, and {@code before} or {@code after} a receipt to
 * page. What cannot be read is named on the page and not used.
 */
@Named
@RequestScoped
public class ReceiptsPage {
    private static final int ROWS = 25;
    private static final List<String> FILTERS = List.of(
            "from", "until", "till", "period", "number", "cashier", "type", "state", "payment", "least", "most",
            "flag");

    @Inject
    Receipts receipts;

    @Inject
    Terminals terminals;

    @Inject
    Journal journal;

    @Inject
    ReferenceData reference;

    @Inject
    CurrentUser currentUser;

    private final List<String> unread = new ArrayList<>();
    private Map<String, String> parameters;
    private Map<UUID, TerminalRef> tills;
    private Map<UUID, String> cashiers;
    private ReceiptLabels labels;
    private List<Receipt> rows;
    private Map<Long, Set<Flag>> flags;
    private boolean later;
    private boolean earlier;

    @PostConstruct
    void read() {
        parameters = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        labels = new ReceiptLabels(currentUser);
        UUID named = CurrentUser.id(parameters.get("till")).orElse(null); // also of another store than the one shown
        tills = terminals.refs().stream()
                .filter(till -> till.id().equals(named)
                        ? currentUser.getStores().contains(till.store())
                        : currentUser.getShownStores().contains(till.store()))
                .collect(
                        Collectors.toMap(TerminalRef::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
        cashiers = currentUser.getShownStores().stream()
                .flatMap(store -> reference.numbers(store).cashiers().stream())
                .collect(Collectors.toMap(Cashier::id, Cashier::name, (one, other) -> one));
        readRows();
    }

    private void readRows() {
        Optional<UUID> till = read(
                "till", text -> CurrentUser.id(text).filter(tills::containsKey).orElseThrow());
        boolean ofTill = entered("number").strip().matches(".*\\D.*"); // the long one that the till gave
        ReceiptQuery query = new ReceiptQuery(
                till.map(List::of).orElseGet(() -> List.copyOf(tills.keySet())),
                read("from", ReceiptsPage::date),
                read("until", ReceiptsPage::date),
                read("period", ReceiptsPage::number),
                ofTill ? Optional.empty() : read("number", ReceiptsPage::number),
                ofTill ? read("number", Function.identity()) : Optional.empty(),
                read("cashier", UUID::fromString),
                read("type", Function.identity()),
                read("state", Receipt.State::valueOf),
                read("payment", Function.identity()),
                read("least", ReceiptsPage::amount),
                read("most", ReceiptsPage::amount),
                read("flag", Flag::valueOf));
        long before = position("before");
        long after = position("after");
        // One more than is shown tells whether there are others in the direction of paging.
        List<Receipt> found = receipts.find(query, new ReceiptQuery.Page(before, after, ROWS + 1));
        boolean more = found.size() > ROWS;
        later = after != 0 ? more : before != 0;
        earlier = after != 0 || more;
        rows = after != 0 && more
                ? found.subList(1, found.size())
                : found.stream().limit(ROWS).toList();
        flags = journal.flags(rows.stream().map(Receipt::entryId).toList());
    }

    /** Reads a filter; empty if it is not set, and noted if it cannot be read. */
    private <T> Optional<T> read(String name, Function<String, T> reader) {
        String text = parameters.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException | DateTimeParseException | NoSuchElementException e) {
            unread.add(name);
            return Optional.empty();
        }
    }

    private long position(String name) {
        return read(name, ReceiptsPage::number).orElse(0L);
    }

    private static LocalDate date(String text) {
        if (!text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw new IllegalArgumentException("Not a date");
        }
        return LocalDate.parse(text);
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("Not a whole number");
        }
        return Long.parseLong(text);
    }

    /**
     * Reads an amount with a point or a comma before its decimals, as people type it from a paper. Three digits behind a
     * comma may be decimals or thousands, so nobody guesses.
     */
    private static BigDecimal amount(String text) {
        String plain = text.replace(',', '.');
        if (!plain.matches("-?\\d{1,15}(\\.\\d{1,4})?") || text.matches(".*,\\d{3}")) {
            throw new IllegalArgumentException("Not an amount");
        }
        return new BigDecimal(plain);
    }

    /** Returns the filters that could not be read, as text; empty: none. */
    public String getUnread() {
        return unread.stream()
                .filter(FILTERS::contains)
                .map(name -> labels.text("receipts." + name))
                .collect(Collectors.joining(", "));
    }

    /** Returns a filter as it was entered. */
    public String entered(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Returns a day as it was entered; empty: none, or one that cannot be read, which browsers would complain of. */
    public String day(String name) {
        return unread.contains(name) ? "" : entered(name);
    }

    /** Whether one of the filters is set that are folded away else. */
    public boolean isDetailed() {
        return Stream.of("period", "payment", "type", "state", "cashier", "flag")
                .anyMatch(name -> !entered(name).isBlank());
    }

    /** Whether any filter is set. */
    public boolean isFiltered() {
        return FILTERS.stream().anyMatch(name -> !entered(name).isBlank());
    }

    /** Returns the tills to choose from. */
    public List<TerminalRef> getTills() {
        return List.copyOf(tills.values());
    }

    /** Returns the cashiers to choose from, by name. */
    public List<Map.Entry<UUID, String>> getCashiers() {
        return cashiers.entrySet().stream()
                .filter(cashier -> !cashier.getValue().isEmpty())
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .toList();
    }

    /** Returns the document types to choose from. */
    public List<String> getTypes() {
        return ReceiptLabels.TYPES;
    }

    /** Returns the payment types to choose from. */
    public List<String> getPayments() {
        return ReceiptLabels.PAYMENTS;
    }

    /** Returns the states to choose from. */
    public List<Receipt.State> getStates() {
        return List.of(Receipt.State.values());
    }

    /** Returns the flags to choose from; what carries one of the others is in the journal only. */
    public List<Flag> getFlags() {
        return Arrays.stream(Flag.values())
                .filter(flag -> flag != Flag.NOT_PROJECTED && flag != Flag.CONFLICT)
                .toList();
    }

    /** Returns the receipts on this page, latest first. */
    public List<Receipt> getRows() {
        return rows;
    }

    /** Returns the terminal of a receipt. */
    public TerminalRef till(Receipt row) {
        return tills.get(row.terminalId());
    }

    /** Returns period and number of a receipt. */
    public String number(Receipt row) {
        return labels.number(row);
    }

    /** Returns when a receipt was completed, in store time. */
    public String time(Receipt row) {
        return labels.time(row.at(), till(row).store());
    }

    /** Returns the name of a receipt's document type. */
    public String type(Receipt row) {
        return labels.type(row.type());
    }

    /** Returns how a receipt was paid. */
    public String payments(Receipt row) {
        return row.payments().isEmpty() ? "–" : labels.payments(row);
    }

    /** Returns what the customer owed. */
    public String due(Receipt row) {
        return labels.due(row, till(row).store());
    }

    /** Returns the marks of a receipt: what is no ordinary sale, and its flags. */
    public List<ReceiptLabels.Mark> marks(Receipt row) {
        List<ReceiptLabels.Mark> marks = new ArrayList<>(labels.marks(row));
        flags.getOrDefault(row.entryId(), Set.of())
                .forEach(flag -> marks.add(new ReceiptLabels.Mark("warning", labels.text("flag." + flag))));
        return marks;
    }

    /** Whether there are later receipts. */
    public boolean isLater() {
        return !rows.isEmpty() && later;
    }

    /** Whether there are earlier receipts. */
    public boolean isEarlier() {
        return !rows.isEmpty() && earlier;
    }

    /** Returns the address of the later receipts. */
    public String getLaterAddress() {
        return address("after", rows.get(0));
    }

    /** Returns the address of the earlier receipts. */
    public String getEarlierAddress() {
        return address("before", rows.get(rows.size() - 1));
    }

    private String address(String direction, Receipt row) {
        return FILTERS.stream()
                .filter(name -> !entered(name).isBlank())
                .map(name -> name + "=" + URLEncoder.encode(entered(name), StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining("", "?", direction + "=" + row.entryId()));
    }
}
