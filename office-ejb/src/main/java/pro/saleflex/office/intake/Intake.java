package pro.saleflex.office.intake;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.DocumentText.Identifiable;
import pro.saleflex.office.document.DocumentText.Unidentifiable;
import pro.saleflex.office.intake.Taken.Done;
import pro.saleflex.office.intake.Taken.Rejected;
import pro.saleflex.office.intake.Taken.Unwell;
import pro.saleflex.office.intake.Waiting.Ready;
import pro.saleflex.office.journal.Journal.Item;
import pro.saleflex.office.schema.DatabaseState;

/**
 * Takes what terminals hand over, for sales and closures alike: nothing that can be identified is refused.
 *
 * <p>The ladder: all items in one transaction (together with other requests that wait at that moment); if a document's data
 * break it, the request by itself, then each item in a transaction of its own, then an item's journal entry alone, flagged.
 * Only data go down a rung; when the database is unwell the whole request is {@link Unwell}, and the terminal sends it again.
 */
@ApplicationScoped
public class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class.getName());

    @Inject
    Recorder recorder;

    @Inject
    OfficeConfig config;

    @Inject
    DiskSpace disk;

    @Inject
    DatabaseState database;

    private GroupCommit group;

    /** Public for the container. */
    public Intake() {}

    @PostConstruct
    void start() {
        group = new GroupCommit(config.intakeWriters());
    }

    /** Takes a request's documents, outside any transaction; when it answers {@link Done}, the accepted ones are on disk. */
    public Taken accept(HandOver handOver, Projection<?> projection) {
        List<Ready<?>> documents = new ArrayList<>();
        List<Unidentifiable> rejected = new ArrayList<>();
        List<Rejected> rejections = new ArrayList<>();
        int position = 0;
        for (String json : handOver.items()) {
            DocumentText.Reading reading = DocumentText.read(projection.kind(), json);
            if (reading instanceof Identifiable document) {
                documents.add(Ready.of(new Item(handOver.terminal(), handOver.source(), document.text()), projection));
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
            Waiting request = new Waiting(handOver, projection, documents);
            group.submit(request, this::write);
            switch (request.result()) {
                case STORED -> {
                    // all of it is on disk
                }
                case TRY_ALONE -> climbDown(request);
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

    private void write(List<Waiting> requests) {
        if (!database.answering()) { // those that wait behind a hanging transaction would only hang as long again
            requests.forEach(request -> request.done(Waiting.Result.UNWELL));
            return;
        }
        try {
            recorder.record(requests);
            requests.forEach(request -> request.done(Waiting.Result.STORED));
        } catch (RuntimeException e) {
            Fault fault = Fault.of(e);
            if (fault.unwell()) {
                LOG.log(Level.WARNING, "The database is unwell; tills keep their documents: {0}", fault.toString());
            }
            Waiting.Result result = fault.unwell() ? Waiting.Result.UNWELL : Waiting.Result.TRY_ALONE;
            requests.forEach(request -> request.done(result));
        }
    }

    private void climbDown(Waiting request) {
        if (stored(request)) {
            return;
        }
        for (Ready<?> document : request.documents()) {
            if (!stored(only(request, document))) {
                String reason = "The database did not take its rows.";
                if (!stored(only(request, document.bare(reason)))) {
                    throw Fault.of(new IllegalStateException("A bare journal entry was refused: "
                                    + document.item().text()))
                            .asUnwell();
                }
            }
        }
        stored(new Waiting(request.handOver(), request.projection(), List.of())); // the counters
    }

    /** True when it is on disk, false when its data prevent that; an unwell database throws. */
    private boolean stored(Waiting request) {
        try {
            recorder.record(List.of(request));
            return true;
        } catch (RuntimeException e) {
            Fault fault = Fault.of(e);
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

    private static Waiting only(Waiting request, Ready<?> document) {
        HandOver alone = new HandOver(request.terminal(), request.handOver().source(), List.of(), Map.of());
        return new Waiting(alone, request.projection(), List.of(document));
    }

    private static Unwell unwell(HandOver handOver, String reason, Fault fault) {
        LOG.log(Level.WARNING, "Answered 503 to " + handOver + ": " + reason, fault);
        return new Unwell(reason);
    }
}
