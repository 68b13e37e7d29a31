package pro.saleflex.office.intake;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.DocumentText.Identifiable;
import pro.saleflex.office.document.DocumentText.Unidentifiable;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.intake.IntakeResult.Done;
import pro.saleflex.office.intake.IntakeResult.Rejected;
import pro.saleflex.office.intake.IntakeResult.Unwell;
import pro.saleflex.office.intake.PendingRequest.Ready;
import pro.saleflex.office.journal.Journal.Item;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.DatabaseState;

/**
 * Takes what terminals hand over, for sales and closures alike: nothing that can be identified is refused.
 *
 * <p>The ladder: all items in one transaction (together with other requests that wait at that moment); if that fails, the
 * request by itself, then each item in a transaction of its own, then an item's journal entry alone, flagged. What sends an
 * item down a rung, and what says that the database is unwell, stands at {@link Fault}.
 *
 * <ul>
 *   <li>While the database answers, no request's failure reaches another: whatever the fault, the requests of a transaction
 *       that failed are tried one by one.
 *   <li>When the database is unwell the whole request is {@link Unwell}, and the terminal sends it again.
 *   <li>An item whose journal entry alone is refused, though the database answers, is not called accepted, for it is on no
 *       disk: its request is {@link Unwell}, the other items of it are kept. No document leads there; somebody changed the
 *       database, and the log says so at the level of failures.
 * </ul>
 */
@ApplicationScoped
public class Intake {
    private static final Log LOG = Log.of(Intake.class);

    /** Two transactions that got into each other's way are not likely to do it again. */
    private static final int TRIES = 3;

    /** JSON objects of one request that get rows: more of them would hold up other tills, and fill the memory. */
    private static final int MOST_OBJECTS = 50_000;

    @Inject
    Recorder recorder;

    @Inject
    OfficeConfig config;

    @Inject
    DiskSpace disk;

    @Inject
    DatabaseState database;

    private GroupCommit group;

    @PostConstruct
    void start() {
        group = new GroupCommit(config.intakeWriters());
    }

    /** Takes a request's documents, outside any transaction; when it answers {@link Done}, the accepted ones are on disk. */
    public IntakeResult accept(HandOver handOver, Projection<?> projection) {
        List<Ready<?>> documents = new ArrayList<>();
        List<Unidentifiable> rejected = new ArrayList<>();
        List<Rejected> rejections = new ArrayList<>();
        int position = 0;
        int objects = 0;
        for (String json : handOver.items()) {
            DocumentText.Reading reading = DocumentText.read(projection.kind(), json);
            if (reading instanceof Identifiable document) {
                Item item = new Item(handOver.terminal(), handOver.source(), document.text());
                objects += RecordBinding.objects(document.text().payload());
                documents.add(
                        objects > MOST_OBJECTS
                                ? Ready.without(item, "Its request has more than " + MOST_OBJECTS + " rows.")
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
                LOG.log(Level.WARNING, "{0} of {1} cannot be identified and are kept aside: {2}", new Object[] {
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
                    // all of it is on disk
                }
                case TRY_ALONE -> {
                    if (!climbDown(request)) {
                        return unwell(handOver, "The store server's database does not take a document of it.", null);
                    }
                }
                case UNWELL -> {
                    return unwell(handOver, "The store server's database is not answering.", null);
                }
            }
            return new Done(documents.size(), rejections);
        } catch (RuntimeException e) { // no Fault where not even a transaction could begin
            Fault fault = Fault.of(e);
            if (!(e instanceof Fault) && !fault.unwell()) {
                throw e;
            }
            return unwell(handOver, "The store server's database is not answering.", fault);
        }
    }

    private void write(List<PendingRequest> requests) {
        if (!database.answering()) { // those that wait behind a hanging transaction would only hang as long again
            requests.forEach(request -> request.done(PendingRequest.Result.UNWELL));
            return;
        }
        try {
            recorder.record(requests);
            requests.forEach(request -> request.done(PendingRequest.Result.STORED));
        } catch (RuntimeException e) {
            PendingRequest.Result result = result(Fault.of(e), requests.size());
            requests.forEach(request -> request.done(result));
        }
    }

    /** What becomes of requests whose shared transaction failed. */
    private PendingRequest.Result result(Fault fault, int requests) {
        if (!fault.unwell()) {
            return PendingRequest.Result.TRY_ALONE;
        }
        // It may be one of them that waits for a lock, or broke the connection; the others must not pay for it.
        if ((requests > 1 || fault.collision()) && answers()) {
            LOG.log(Level.WARNING, "{0} requests are tried one by one: {1}", new Object[] {requests, fault.getMessage()
            });
            return PendingRequest.Result.TRY_ALONE;
        }
        LOG.log(Level.WARNING, "The database is unwell; tills keep their documents: {0}", fault.getMessage());
        return PendingRequest.Result.UNWELL;
    }

    private boolean answers() {
        if (!database.answering()) {
            return false;
        }
        try {
            recorder.askForASign();
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "The database does not answer.", e);
            return false;
        }
    }

    /** False when not even the journal entry of one of its items could be written, for a reason that does not pass. */
    private boolean climbDown(PendingRequest request) {
        if (stored(request)) {
            return true;
        }
        boolean all = true;
        for (Ready<?> document : request.documents()) {
            if (!stored(only(request, document))
                    && !stored(only(request, document.bare("The database did not take its rows.")))) {
                LOG.log(Level.SEVERE, "The journal does not take {0} of {1}.", new Object[] {
                    document.item().text(), request.terminal()
                });
                all = false;
            }
        }
        stored(new PendingRequest(request.handOver(), request.projection(), List.of())); // the counters
        return all;
    }

    /** True when it is on disk, false when it cannot be stored as it is; an unwell database throws. */
    private boolean stored(PendingRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                recorder.record(List.of(request));
                return true;
            } catch (RuntimeException e) {
                Fault fault = Fault.of(e);
                if (fault.collision() && attempt < TRIES) {
                    continue;
                }
                if (fault.unwell()) {
                    throw fault;
                }
                LOG.log(
                        Level.WARNING,
                        "{0} of {1}: the data cannot be stored as they are ({2}); a rung down.",
                        new Object[] {request.documents().size(), request.terminal(), fault.getMessage()});
                LOG.log(Level.FINE, "Why", fault);
                return false;
            }
        }
    }

    private static PendingRequest only(PendingRequest request, Ready<?> document) {
        HandOver whole = request.handOver();
        HandOver alone = new HandOver(whole.terminal(), whole.source(), List.of(), Map.of(), whole.unreadCounters());
        return new PendingRequest(alone, request.projection(), List.of(document));
    }

    private static Unwell unwell(HandOver handOver, String reason, Fault fault) {
        LOG.log(Level.WARNING, "Answered 503 to {0}: {1} {2}", new Object[] {
            handOver, reason, fault == null ? "" : fault.getMessage()
        });
        LOG.log(Level.FINE, "Why", fault); // the driver quotes what it was to write
        return new Unwell(reason);
    }
}
