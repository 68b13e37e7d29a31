package pro.saleflex.office.intake;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import pro.saleflex.office.document.DocumentText.Unidentifiable;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.Sha256;
import pro.saleflex.office.intake.PendingRequest.Ready;
import pro.saleflex.office.intake.Projection.Counted;
import pro.saleflex.office.intake.Projection.Projected;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.journal.Journal.Appended;
import pro.saleflex.office.journal.Journal.Item;
import pro.saleflex.office.journal.Journal.Outcome;
import pro.saleflex.office.terminal.TerminalRef;

/** The transactions of the intake. Each method is one: it ends with everything on disk or throws {@link Fault}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Recorder {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Journal journal;

    @Inject
    Clock clock;

    /** Records requests: their documents, projections and counters. */
    public void record(List<PendingRequest> requests) {
        try {
            // No query in between reads rows of this transaction, so they are all written together at the end.
            em.setFlushMode(FlushModeType.COMMIT);
            List<Ready<?>> documents = requests.stream()
                    .flatMap(request -> request.documents().stream())
                    .toList();
            List<Appended> appended = documents.isEmpty()
                    ? List.of()
                    : journal.append(documents.stream().<Item>map(Ready::item).toList());
            Map<Projection<?>, List<Projected<Object>>> rows = new HashMap<>();
            int next = 0;
            for (PendingRequest request : requests) {
                for (Ready<?> document : request.documents()) {
                    Appended entry = appended.get(next++);
                    if (entry.outcome() == Outcome.NEW) {
                        collectRows(request, document, entry, rows);
                        flagUnreadCounters(request, entry.entryId());
                    }
                }
            }
            rows.forEach((projection, projected) -> untyped(projection).store(projected));
            count(requests);
            em.flush(); // faults of the data show here and not in the commit
            em.clear(); // otherwise the commit would check every row for changes again
        } catch (RuntimeException e) {
            throw Fault.of(e);
        }
    }

    /** Adds the document's rows to those of its projection; flags the entry of one that could not be projected. */
    private void collectRows(
            PendingRequest request,
            Ready<?> document,
            Appended entry,
            Map<Projection<?>, List<Projected<Object>>> rows) {
        if (document.rows() == null) {
            journal.flagNew(entry.entryId(), Flag.NOT_PROJECTED, document.fault());
        } else {
            rows.computeIfAbsent(request.projection(), projection -> new ArrayList<>())
                    .add(new Projected<>(entry.entryId(), entry.receivedAt(), document.rows()));
        }
    }

    private void flagUnreadCounters(PendingRequest request, long entryId) {
        int unread = request.handOver().unreadCounters();
        if (unread > 0) {
            journal.flagNew(entryId, Flag.COUNTERS_UNREAD, unread + " counters that came with it cannot be read.");
        }
    }

    /** Throws when the database does not answer. */
    public void ping() {
        em.createNativeQuery("select 1").getSingleResult();
    }

    /** Records the counters, ordered by terminal like everything that locks rows of several terminals. */
    private static void count(List<PendingRequest> requests) {
        Map<Projection<?>, List<Counted<Object>>> counted = new HashMap<>();
        requests.stream()
                .sorted(Comparator.comparing(request -> request.terminal().id()))
                .forEach(request -> {
                    List<Object> rows = new ArrayList<>();
                    request.documents().stream()
                            .map(Ready::rows)
                            .filter(Objects::nonNull)
                            .forEach(rows::add);
                    counted.computeIfAbsent(request.projection(), projection -> new ArrayList<>())
                            .add(new Counted<>(
                                    request.terminal(), request.handOver().counters(), rows));
                });
        counted.forEach((projection, all) -> untyped(projection).count(all));
    }

    /** Casts the projection; safe, because a request's documents were prepared by its own projection. */
    @SuppressWarnings("unchecked")
    private static Projection<Object> untyped(Projection<?> projection) {
        return (Projection<Object>) projection;
    }

    /** Stores the projection of a document that was accepted without one. */
    public <P> void projectAgain(Projection<P> projection, TerminalRef terminal, EntryView entry, P rows) {
        try {
            projection.store(
                    List.of(new Projected<>(entry.id(), entry.receivedAt().toInstant(), rows)));
            projection.count(List.of(new Counted<>(terminal, Map.of(), List.of(rows))));
            journal.unflag(entry.id(), Flag.NOT_PROJECTED);
            em.flush();
        } catch (RuntimeException e) {
            throw Fault.of(e);
        }
    }

    /** Keeps items that cannot be identified, each distinct text once. */
    public void reject(HandOver handOver, EntryKind kind, List<Unidentifiable> items) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        try {
            items.forEach(item -> em.createNativeQuery(
                            "insert into rejection (terminal_id, kind, payload, payload_sha256, reason, source, received_at)"
                                    + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict do nothing")
                    .setParameter(1, handOver.terminal().id())
                    .setParameter(2, kind.name())
                    .setParameter(3, item.payload().replace('\0', '\uFFFD')) // no column holds NUL
                    .setParameter(4, Sha256.of(item.payload()))
                    .setParameter(5, item.reason())
                    .setParameter(6, handOver.source().name())
                    .setParameter(7, now)
                    .executeUpdate());
        } catch (RuntimeException e) {
            throw Fault.of(e);
        }
    }
}
