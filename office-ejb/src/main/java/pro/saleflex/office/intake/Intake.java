package pro.saleflex.office.intake;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.DocumentText.Identifiable;
import pro.saleflex.office.document.DocumentText.Unidentifiable;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.intake.IntakeResult.Done;
import pro.saleflex.office.intake.IntakeResult.Rejected;
import pro.saleflex.office.intake.IntakeResult.Unavailable;
import pro.saleflex.office.intake.PendingRequest.Ready;
import pro.saleflex.office.journal.Journal.Item;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.DatabaseState;

/**
 * Accepts the documents that terminals hand over, sales and closures alike; refuses nothing that can be identified.
 *
 * <p>The ladder: all items in one transaction, shared with the other requests waiting at that moment; if that fails,
 * the request by itself, then each item in its own transaction, then the item's journal entry alone, flagged.
 * {@link Fault} says which errors send an item down a rung and which mean that the database is unwell.
 *
 * <ul>
 *   <li>While the database answers, no request's failure reaches another: whatever the fault, the requests of a failed
 *       transaction are tried one by one.
 *   <li>When the database is unwell, the whole request is {@link Unavailable} and the terminal sends it again.
 * <li>An item whose journal entry alone is refused although the database answers is not reported as accepted, because
 * it is not on disk: its request is {@link Unavailable}; its other items are kept. No document causes this; somebody
 * changed the database, and the log says so at SEVERE.
 * </ul>
 */
@ApplicationScoped
public class Intake {
    private static final Log LOG = Log.of(Intake.class);

    /** Two transactions that collided are unlikely to collide again. */
    private static final int MAX_TRIES = 3;

    /**
     * JSON objects of one request that are projected to rows; more would hold up other terminals and fill the memory.
     */
    private static final int MAX_OBJECTS = 50_000;

    private static final Duration LONGEST_END = Duration.ofSeconds(5);
    private static final long END_LOOK_NANOS = Duration.ofMillis(5).toNanos();

    @Inject
    Recorder recorder;

    @Inject
    OfficeConfig config;

    @Inject
    DiskSpace disk;

    @Inject
    DatabaseState database;

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean ended;
    private GroupCommit group;

    @PostConstruct
    void start() {
        group = new GroupCommit(config.intakeWriters());
    }

    /**
     * Accepts a request's documents. Called outside any transaction; on {@link Done}, the accepted ones are on disk.
     */
    public IntakeResult accept(HandOver handOver, Projection<?> projection) {
        underWay.incrementAndGet(); // before it is asked whether this is the end: one of the two sees the other
        try {
            return ended ? unwell(handOver, "The store server is stopping.", null) : take(handOver, projection);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /**
     * Accepts nothing any more, and returns when what is under way is on disk or five seconds are over. Called when the
     * application is being stopped, while requests still arrive: what is accepted behind the archive's last look would
     * be in one place only until the next start, which may be on another machine.
     */
    public void end() {
        ended = true;
        long until = System.nanoTime() + LONGEST_END.toNanos();
        while (underWay.get() > 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(END_LOOK_NANOS);
        }
    }

    private IntakeResult take(HandOver handOver, Projection<?> projection) {
        List<Ready<?>> documents = new ArrayList<>();
        List<Unidentifiable> rejected = new ArrayList<>();
        List<Rejected> rejections = new ArrayList<>();
        int position = 0;
        int objects = 0;
        for (String json : handOver.items()) {
            DocumentText.Parsed reading = DocumentText.read(projection.kind(), json);
            if (reading instanceof Identifiable document) {
                Item item = new Item(handOver.terminal(), handOver.source(), document.text());
                objects += RecordBinding.objects(document.text().payload());
                documents.add(
                        objects > MAX_OBJECTS
                                ? Ready.unprojected(item, "Its request has more than " + MAX_OBJECTS + " rows.")
                                : Ready.of(item, projection));
            } else if (reading instanceof Unidentifiable item) {
                rejected.add(item);
                rejections.add(new Rejected(position, item.reason()));
            }
            position++;
        }
        if (!disk.enough()) {
            return unwell(handOver, "The store server's disk is full.", null);
        }
        try {
            if (!rejected.isEmpty()) {
                LOG.log(Level.WARNING, "{0} of {1} cannot be identified and are set aside: {2}", new Object[] {
                    rejected.size(), handOver, rejected.get(0).reason()
                });
                recorder.reject(handOver, projection.kind(), rejected);
            }
            if (documents.isEmpty() && handOver.counters().isEmpty()) {
                return new Done(0, rejections);
            }
            PendingRequest request = new PendingRequest(handOver, projection, documents);
            group.submit(request, this::write);
            switch (request.result()) {
                case STORED -> {
                    // everything is on disk
                }
                case TRY_ALONE -> {
                    if (!storeOneByOne(request)) {
                        return unwell(handOver, "The store server's database refuses one of its documents.", null);
                    }
                }
                case UNWELL -> {
                    return unwell(handOver, "The store server's database is not answering.", null);
                }
            }
            return new Done(documents.size(), rejections);
        } catch (RuntimeException e) { // not a Fault when even the transaction could not be started
            Fault fault = Fault.of(e);
            if (!(e instanceof Fault) && !fault.unwell()) {
                throw e;
            }
            return unwell(handOver, "The store server's database is not answering.", fault);
        }
    }

    private void write(List<PendingRequest> requests) {
        if (!database.answering()) { // requests queued behind a hanging transaction would only hang in turn
            requests.forEach(request -> request.done(PendingRequest.Result.UNWELL));
            return;
        }
        try {
            recorder.record(requests);
            requests.forEach(request -> request.done(PendingRequest.Result.STORED));
        } catch (RuntimeException e) {
            PendingRequest.Result result = resultAfter(Fault.of(e), requests.size());
            requests.forEach(request -> request.done(result));
        }
    }

    /** Returns the result of requests whose shared transaction failed. */
    private PendingRequest.Result resultAfter(Fault fault, int requests) {
        if (!fault.unwell()) {
            return PendingRequest.Result.TRY_ALONE;
        }
        // A single request may be waiting for a lock or have broken the connection; the others must not pay for it.
        if ((requests > 1 || fault.collision()) && databaseAnswers()) {
            LOG.log(Level.WARNING, "Trying {0} requests one by one: {1}", new Object[] {requests, fault.getMessage()});
            return PendingRequest.Result.TRY_ALONE;
        }
        LOG.log(Level.WARNING, "The database is unwell; tills keep their documents: {0}", fault.getMessage());
        return PendingRequest.Result.UNWELL;
    }

    private boolean databaseAnswers() {
        if (!database.answering()) {
            return false;
        }
        try {
            recorder.ping();
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "The database does not answer.", e);
            return false;
        }
    }

    /**
     * Takes the lower rungs of the ladder. Returns false if not even the journal entry of one of the items could be
     * written, for a lasting reason.
     */
    private boolean storeOneByOne(PendingRequest request) {
        if (tryStore(request)) {
            return true;
        }
        boolean all = true;
        for (Ready<?> document : request.documents()) {
            if (!tryStore(single(request, document))
                    && !tryStore(single(request, document.withoutRows("The database refused its rows.")))) {
                LOG.log(Level.SEVERE, "The journal refuses {0} of {1}.", new Object[] {
                    document.item().text(), request.terminal()
                });
                all = false;
            }
        }
        tryStore(new PendingRequest(request.handOver(), request.projection(), List.of())); // the counters
        return all;
    }

    /** Tries to store a request. Returns false if it cannot be stored as it is; throws if the database is unwell. */
    private boolean tryStore(PendingRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                recorder.record(List.of(request));
                return true;
            } catch (RuntimeException e) {
                Fault fault = Fault.of(e);
                if (fault.collision() && attempt < MAX_TRIES) {
                    continue;
                }
                if (fault.unwell()) {
                    throw fault;
                }
                LOG.log(
                        Level.WARNING,
                        "{0} documents of {1} cannot be stored as they are ({2}); trying the next rung of the ladder.",
                        new Object[] {request.documents().size(), request.terminal(), fault.getMessage()});
                LOG.log(Level.FINE, "Why", fault);
                return false;
            }
        }
    }

    /** Returns a request for this document only, without the counters, which go into a request without documents. */
    private static PendingRequest single(PendingRequest request, Ready<?> document) {
        HandOver whole = request.handOver();
        HandOver alone = new HandOver(whole.terminal(), whole.source(), List.of(), Map.of(), whole.unreadCounters());
        return new PendingRequest(alone, request.projection(), List.of(document));
    }

    private static Unavailable unwell(HandOver handOver, String reason, Fault fault) {
        LOG.log(Level.WARNING, "Answered 503 to {0}: {1} {2}", new Object[] {
            handOver, reason, fault == null ? "" : fault.getMessage()
        });
        LOG.log(Level.FINE, "Why", fault); // FINE is off in a shop: the driver quotes what it was to write
        return new Unavailable(reason);
    }
}
