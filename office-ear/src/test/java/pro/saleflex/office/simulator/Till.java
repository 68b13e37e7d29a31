package pro.saleflex.office.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import pro.saleflex.office.simulator.OfficeClient.Answer;

/**
 * A simulated terminal: boots, sells, closes its day, and hands everything over by the rules of the real one. Selling
 * and sending are decoupled: a sale never waits for the server, and never fails because of it.
 */
public final class Till {
    /** Delivered documents kept for re-sends; the real terminal keeps all. */
    private static final int KEPT = 200;

    private final String code;
    private final Options options;
    private final OfficeClient office;
    private final Tally tally;
    private final Ledger ledger;
    private final Clock clock;
    private final Executor sender;
    private final Ids ids;
    private final Documents documents;
    private final Shopper shopper;
    private final TillQueue queue = new TillQueue();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final Pulse pulse;
    private final Deque<Documents.Document> delivered = new ArrayDeque<>();

    private volatile Shop shop;
    private volatile Counters counters;
    private Documents.Opened open;
    private Period period;
    private int sold;

    /** @param sender runs the flushes; if it runs them on the caller's thread, selling waits for the answer */
    Till(Options options, int n, OfficeClient office, Tally tally, Ledger ledger, Clock clock, Executor sender) {
        this.code = options.terminal(n);
        this.options = options;
        this.office = office;
        this.tally = tally;
        this.ledger = ledger;
        this.clock = clock;
        this.sender = sender;
        this.ids = new Ids(options.run(), code);
        this.documents = new Documents(ids, options.lines());
        this.shopper = new Shopper(options.seed(), options.first() + n, options.cancel(), options.resend());
        this.pulse = new Pulse(this, options.first() + n, options, office, clock);
    }

    /** Sends a heartbeat; returns false if it should be retried soon. */
    boolean beat() {
        return pulse.beat();
    }

    /** Sends the last heartbeat: the till is switched off. */
    void goodbye() {
        pulse.goodbye();
    }

    /** The terminal code. */
    public String code() {
        return code;
    }

    /** First boot: health, then init. Returns null, or why this till cannot start; may be called again. */
    synchronized String boot() {
        Answer health = office.health(code);
        Answer init = health.ok() ? office.init(code) : health;
        if (!init.ok()) {
            return init.problem();
        }
        String missing = init.shop().missing();
        if (missing != null) {
            return "init brought no " + missing;
        }
        shop = init.shop();
        counters = new Counters(shop.counter("ReceiptNumber"), shop.counter("ClosureNumber"));
        openPeriod();
        wake();
        return null;
    }

    /** Serves one customer: completes or cancels the open document, queues it, wakes the sender, opens the next one. */
    public synchronized void sell() {
        Basket basket = shopper.next(shop);
        Documents.Document document = documents.finish(open, basket, shop, clock.instant());
        period.add(document);
        sold++;
        tally.made(false);
        queue.add(document);
        wake();
        if (!basket.cancelled()) {
            counters.completed(document.opened().receiptNumber());
        }
        if (period.size() == options.closeEvery()) {
            closeDay();
        } else {
            openDocument();
        }
    }

    /** Closes the day: queues a closure of the period and advances the counters. Does nothing in an empty period. */
    public synchronized void closeDay() {
        if (period.size() == 0) {
            return;
        }
        Map<String, Object> item = period.close(counters.closureNumber(), shop, ids, clock.instant());
        counters.closed();
        openPeriod();
        tally.made(true);
        queue.addClosure(item);
        wake();
    }

    private void openPeriod() {
        period = new Period(LocalDateTime.now(clock), clock.instant());
        openDocument();
    }

    private void openDocument() {
        open = new Documents.Opened(counters.closureNumber(), counters.open(), LocalDateTime.now(clock));
    }

    /** Makes the sender flush. As on the terminal, a wake-up during a flush has no effect until the next one. */
    void wake() {
        sender.execute(this::flush);
    }

    /** Documents and closures not yet acknowledged. */
    public int waiting() {
        return queue.waiting();
    }

    /** Whether a flush is under way. */
    boolean flushing() {
        return flushing.get();
    }

    /** The failure of the oldest document that failed and still waits; null if there is none. */
    public String oldestFailure() {
        return queue.oldestFailure();
    }

    /** Sends every document, oldest first, one request each, then every closure; continues after a failure. */
    void flush() {
        if (!flushing.compareAndSet(false, true)) {
            return;
        }
        try {
            boolean allDelivered = true;
            for (TillQueue.Entry entry : queue.documents()) {
                allDelivered &= deliverDocument(entry);
            }
            List<TillQueue.Entry> closures = queue.closures();
            for (TillQueue.Entry entry : closures) {
                allDelivered &= deliver(entry, "closures", envelope("closures", entry.item()));
            }
            if (allDelivered && !closures.isEmpty()) {
                refresh();
            }
        } finally {
            flushing.set(false);
        }
    }

    private boolean deliverDocument(TillQueue.Entry entry) {
        Map<String, Object> envelope = envelope("transactions", entry.item());
        tally.attempt(entry.tried());
        boolean otherProtocol = entry.tried();
        if (!deliver(entry, "transactions", envelope)) {
            return false;
        }
        if (entry.document().basket().resend()) {
            tally.attempt(true);
            Answer again = post("transactions", envelope, !otherProtocol);
            if (!again.ok()) {
                tally.notDelivered(again.http());
            }
        }
        return true;
    }

    private boolean deliver(TillQueue.Entry entry, String what, Map<String, Object> envelope) {
        Answer answer = post(what, envelope, entry.tried());
        if (!answer.ok()) {
            queue.failed(entry, answer.problem());
            tally.notDelivered(answer.http());
            return false;
        }
        if (entry.document() != null) {
            ledger.acknowledged(entry.document(), code);
            keepForResend(entry.document());
        } else {
            ledger.acknowledgedClosure(Period.id(entry.item()), code);
        }
        queue.sent(entry);
        tally.delivered(entry.document() == null);
        return true;
    }

    private void keepForResend(Documents.Document document) {
        synchronized (delivered) {
            delivered.add(document);
            if (delivered.size() > KEPT) {
                delivered.remove();
            }
        }
    }

    /** Sends the receipts that the server requests again, as far as they are still kept. */
    void resend(int closureNumber, int from, int to) {
        List<Documents.Document> requested;
        synchronized (delivered) {
            requested = delivered.stream()
                    .filter(document -> document.opened().closureNumber() == closureNumber)
                    .filter(document -> document.opened().receiptNumber() >= from
                            && document.opened().receiptNumber() <= to)
                    .toList();
        }
        for (Documents.Document document : requested) {
            tally.attempt(true);
            Answer answer = post("transactions", envelope("transactions", document.item()), true);
            if (!answer.ok()) {
                tally.notDelivered(answer.http());
            }
        }
    }

    /** How many documents this till has made. */
    synchronized int sold() {
        return sold;
    }

    /** The members of a heartbeat that describe the till's work. */
    synchronized Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("pos_id", shop.settings().posNoInStore());
        report.put("cashier", shop.cashier().userName());
        report.put("open_closure_number", open.closureNumber());
        report.put("last_receipt_number", Math.max(0, open.receiptNumber() - 1));
        report.put("waiting_documents", queue.waiting());
        Documents.Document oldest = queue.oldest();
        if (oldest != null) {
            Duration age = Duration.between(oldest.opened().at(), LocalDateTime.now(clock));
            report.put("oldest_waiting_seconds", Math.max(0, age.toSeconds()));
        }
        return report;
    }

    /** @param other by the other protocol than the first time */
    private Answer post(String what, Map<String, Object> envelope, boolean other) {
        long start = System.nanoTime();
        Answer answer = office.push(code, what, envelope, other);
        if (answer.http() != 0 && what.equals("transactions")) {
            tally.answered(System.nanoTime() - start);
        }
        return answer;
    }

    /** The request body: the item unchanged, the counters with their current values. */
    private Map<String, Object> envelope(String what, Map<String, Object> item) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("office_code", options.office());
        envelope.put("store_code", options.store());
        envelope.put("terminal_code", code);
        envelope.put("pos_id", shop.settings().posNoInStore());
        envelope.put(what, List.of(item));
        envelope.put("sequences", counters.sequences());
        return envelope;
    }

    /**
     * Refreshes master data and counters by health, then init: after all was delivered with a closure, or on request.
     * A failure changes nothing.
     */
    void refresh() {
        if (!office.health(code).ok()) {
            return;
        }
        Answer init = office.init(code);
        if (init.ok()) {
            takeOver(init.shop());
            tally.refreshed();
        }
    }

    private synchronized void takeOver(Shop sent) {
        Integer receipt = shop.counterIn(sent, "ReceiptNumber");
        Integer closure = shop.counterIn(sent, "ClosureNumber");
        if (receipt != null && closure != null) {
            counters.refreshed(receipt, closure);
        }
        shop = shop.refreshed(sent);
    }
}
