package pro.saleflex.office.status;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.status.SeenTerminals.Seen;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * Records contacts of the terminals; the only writer of {@code terminal_status} and its history.
 *
 * <p>Each call locks the rows it changes in the order of the terminals, decides by {@link TerminalStateRule}, and fires
 * {@link TerminalChanged}. A change that two servers see at the same time is recorded once: the second finds the new
 * state.
 */
@Stateless
public class Contacts {
    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    @Inject
    SeenTerminals memory;

    @Inject
    TerminalRequests requests;

    @Inject
    PeriodChecks periods;

    @Inject
    Event<TerminalChanged> changes;

    /**
     * Records an identified call of any kind, once. Kept in memory and written within a second: no database work here.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void seen(TerminalRef terminal) {
        memory.note(terminal, clock.instant());
    }

    /**
     * Records a heartbeat or goodbye; it shows once it is committed. The answer says what the terminal is asked to do.
     */
    public Answer heartbeat(TerminalRef terminal, Heartbeat heartbeat) {
        Instant now = clock.instant();
        int defaultInterval = config.heartbeatSeconds();
        TerminalStatus status = lock(terminal.id());
        status.heartbeat(heartbeat, defaultInterval, now);
        updateState(status, terminal.blocked(), now, now);
        publish(List.of(status));
        return new Answer(now, defaultInterval, requests.deliver(terminal.id(), now));
    }

    /**
     * Writes the contacts kept in memory. Called by {@link StatusKeeper}.
     *
     * @param grown the terminals that have handed over documents, whose tiles change although their status may not
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void write(Map<UUID, Seen> contacts, Set<UUID> grown) {
        Instant now = clock.instant();
        createMissing();
        UUID[] ids = contacts.keySet().toArray(UUID[]::new);
        String[] times = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            times[i] = contacts.get(ids[i]).at().toString();
        }
        List<TerminalStatus> outdated = lockRows(
                "left join unnest(cast(?1 as uuid[]), cast(?2 as timestamptz[])) as c (id, at) on c.id = s.terminal_id"
                        + " where c.at > coalesce(s.last_seen, '-infinity') or s.terminal_id = any (cast(?3 as uuid[]))",
                "",
                ids,
                times,
                grown.toArray(UUID[]::new));
        for (TerminalStatus status : outdated) {
            Seen seen = contacts.get(status.terminalId);
            if (seen != null) {
                status.contact(seen.at());
                updateState(status, seen.blocked(), now, now);
            }
        }
        publish(outdated);
    }

    /**
     * Updates the states of terminals whose calls are missing and of those that were blocked or unblocked. Called by
     * {@link SilenceWatch}.
     *
     * @param listeningSince the moment from which every call would have been received
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void detectSilence(Instant listeningSince) {
        Instant now = clock.instant();
        createMissing();
        List<TerminalStatus> due = lockRows(
                "join terminal t on t.id = s.terminal_id where t.blocked <> (s.state = 'BLOCKED')"
                        + " or (s.state in ('ONLINE', 'LATE')"
                        + " and s.last_seen + s.interval_seconds * interval '1 second' < ?1)",
                " skip locked", // a contact of a locked one is being recorded right now
                now.atOffset(ZoneOffset.UTC));
        if (due.isEmpty()) {
            return;
        }
        Set<UUID> unwritten = memory.unwritten().keySet();
        List<?> blocked =
                em.createNativeQuery("select id from terminal where blocked").getResultList();
        List<TerminalStatus> changed = new ArrayList<>();
        for (TerminalStatus status : due) {
            boolean isBlocked = blocked.contains(status.terminalId);
            TerminalState before = status.state;
            if (isBlocked || !unwritten.contains(status.terminalId)) {
                updateState(status, isBlocked, listeningSince, now);
            }
            if (status.state != before) {
                changed.add(status);
            }
        }
        publish(changed);
    }

    /** Records how many documents are missing from each terminal's closed periods. Called by {@link StatusKeeper}. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void countGaps() {
        Map<UUID, Long> missing = periods.check();
        UUID[] ids = missing.keySet().toArray(UUID[]::new);
        List<TerminalStatus> outdated = lockRows(
                "left join unnest(cast(?1 as uuid[]), cast(?2 as bigint[])) as m (id, n) on m.id = s.terminal_id"
                        + " where s.gaps <> coalesce(m.n, 0)",
                "",
                ids,
                missing.values().toArray(Long[]::new));
        outdated.forEach(status -> status.gaps = missing.getOrDefault(status.terminalId, 0L));
        publish(outdated);
    }

    private TerminalStatus lock(UUID terminalId) {
        for (int i = 0; i < 2; i++) {
            List<TerminalStatus> found = lockRows("where s.terminal_id = ?1", "", terminalId);
            if (!found.isEmpty()) {
                return found.get(0);
            }
            createMissing();
        }
        throw new IllegalStateException("There is no terminal " + terminalId);
    }

    /** Locks rows, always in the same order, so that there is no deadlock. */
    @SuppressWarnings("unchecked") // the query names the class of its rows
    private List<TerminalStatus> lockRows(String condition, String lockOption, Object... parameters) {
        var query = em.createNativeQuery(
                "select s.* from terminal_status s " + condition + " order by s.terminal_id for update of s"
                        + lockOption,
                TerminalStatus.class);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query.getResultList();
    }

    /** Creates the rows of terminals that have none. */
    private void createMissing() {
        em.createNativeQuery("insert into terminal_status (terminal_id, store_id, state, state_since, changed_no)"
                        + " select t.id, t.store_id, 'NEVER_SEEN', t.created_at, 0 from terminal t"
                        + " where not exists (select from terminal_status s where s.terminal_id = t.id)"
                        + " order by t.id on conflict do nothing")
                .executeUpdate();
    }

    /** Updates the state by the rule and records a change in the history. */
    private void updateState(TerminalStatus status, boolean blocked, Instant listeningSince, Instant now) {
        TerminalState before = status.state;
        if (!status.changeState(TerminalStateRule.of(status.signs(blocked), listeningSince, now), now)) {
            return;
        }
        em.createNativeQuery("insert into status_change (terminal_id, state, previous, at) values (?1, ?2, ?3, ?4)")
                .setParameter(1, status.terminalId)
                .setParameter(2, TerminalStatus.withoutLate(status.state).name())
                .setParameter(3, TerminalStatus.withoutLate(before).name())
                .setParameter(4, now.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    /**
     * Numbers the changes, see {@link Changes}, and fires the events. The commit does not wait for the disk: nothing in
     * it is worth knowing after a power cut.
     */
    private void publish(Collection<TerminalStatus> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Object number = em.createNativeQuery(
                        "select " + Changes.NUMBER + " where set_config('synchronous_commit', 'off', true) = 'off'")
                .getSingleResult();
        for (TerminalStatus status : changed) {
            status.changedNo = ((Number) number).longValue();
            changes.fire(status.changed());
        }
    }

    /**
     * The answer to a heartbeat.
     *
     * @param serverTime our clock
     * @param nextCallSeconds when to call next
     * @param requests what the terminal is asked to do or to show, each delivered only once
     */
    public record Answer(Instant serverTime, int nextCallSeconds, List<TerminalRequests.Asked> requests) {}
}
