package pro.saleflex.office.simulator;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import pro.saleflex.office.simulator.OfficeClient.Answer;

/**
 * One terminal: it boots, sells, closes its day, and hands everything over by the rules of the real one. Selling and
 * sending are apart: a sale never waits for the server, and never fails because of it.
 */
public final class Till {
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

    private volatile Shop shop;
    private volatile Counters counters;
    private Documents.Opened open;
    private Period period;

    /** @param sender runs the flushes; one that runs them on the caller's thread makes selling wait for the answer */
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
    }

    /** The terminal code. */
    public String code() {
        return code;
    }

    /** First boot: health, then init. Returns null, or why this till cannot start; it may be tried again. */
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

    /** One customer: the open document is completed or cancelled and queued, the sender woken, the next one opened. */
    public synchronized void sell() {
        Basket basket = shopper.next(shop);
        Documents.Document document = documents.finish(open, basket, shop, clock.instant());
        period.add(document);
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

    /** End of day: the period becomes a closure in the queue, the counters go on. Nothing happens in an empty one. */
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

    /** Lets the sender flush. A wake-up in the middle of a flush is lost, as on the terminal, until the next one. */
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

    /** Why the oldest waiting document is still here; null when nothing failed. */
    public String oldestFailure() {
        return queue.oldestFailure();
    }

    /** One flush: every document, oldest first, one request each, then every closure; a failure stops nothing. */
    void flush() {
        if (!flushing.compareAndSet(false, true)) {
            return;
        }
        try {
            boolean clean = true;
            for (TillQueue.Entry entry : queue.documents()) {
                clean &= deliverDocument(entry);
            }
            List<TillQueue.Entry> closures = queue.closures();
            for (TillQueue.Entry entry : closures) {
                clean &= deliver(entry, "closures", envelope("closures", entry.item()));
            }
            if (clean && !closures.isEmpty()) {
                refresh();
            }
        } finally {
            flushing.set(false);
        }
    }

    private boolean deliverDocument(TillQueue.Entry entry) {
        Map<String, Object> envelope = envelope("transactions", entry.item());
        tally.attempt(entry.tried());
        if (!deliver(entry, "transactions", envelope)) {
            return false;
        }
        if (entry.document().basket().resend()) {
            tally.attempt(true);
            Answer again = post("transactions", envelope);
            if (!again.ok()) {
                tally.notDelivered(again.http());
            }
        }
        return true;
    }

    private boolean deliver(TillQueue.Entry entry, String what, Map<String, Object> envelope) {
        Answer answer = post(what, envelope);
        if (!answer.ok()) {
            queue.failed(entry, answer.problem());
            tally.notDelivered(answer.http());
            return false;
        }
        if (entry.document() != null) {
            ledger.acknowledged(entry.document(), code);
        }
        queue.sent(entry);
        tally.delivered(entry.document() == null);
        return true;
    }

    private Answer post(String what, Map<String, Object> envelope) {
        long start = System.nanoTime();
        Answer answer = office.push(code, what, envelope);
        if (answer.http() != 0 && what.equals("transactions")) {
            tally.answered(System.nanoTime() - start);
        }
        return answer;
    }

    /** The request body: the item as it was, the counters as they are now. */
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

    /** After a clean flush that delivered a closure: health, init, take over. A failure changes nothing. */
    private void refresh() {
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
