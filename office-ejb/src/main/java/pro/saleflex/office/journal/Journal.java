package pro.saleflex.office.journal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.terminal.TerminalRef;

/** The journals of all terminals: append, flag, read back in order, verify. */
@Stateless
public class Journal {
    private static final int PAGE = 500;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    Event<EntriesAppended> appended;

    /**
     * Appends documents, each once: a document whose id and content are known is not written again; one with a known id
     * and different content becomes a {@link EntryKind#CONFLICT} entry. Chains the entries in the order given.
     *
     * <p>Locks the terminals' journal heads first, in the order of their ids, and only then looks for duplicates; so
     * two requests, two servers or a crash in between can neither duplicate a document nor leave a gap.
     *
     * @param items the documents, of one or several terminals
     * @return the outcome for each item, in the order given
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public List<Appended> append(List<Item> items) {
        List<Appended> outcomes = new JournalAppender(em, now()).append(items);
        List<Item> written = outcomes.stream()
                .filter(outcome -> outcome.outcome() != Outcome.DUPLICATE)
                .map(Appended::item)
                .toList();
        if (!written.isEmpty()) {
            appended.fire(new EntriesAppended(
                    written.stream().map(item -> item.terminal().id()).collect(Collectors.toSet()),
                    written.stream().anyMatch(item -> item.text().kind() == EntryKind.CLOSURE)));
        }
        return outcomes;
    }

    /** Raises a flag on an entry, in the running transaction. A flag that is already raised stays unchanged. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void flag(long entryId, Flag flag, String detail) {
        if (em.find(JournalFlag.class, new JournalFlag.Key(entryId, flag)) == null) {
            flagNew(entryId, flag, detail);
        }
    }

    /** Raises a flag on an entry that was just appended and so cannot have it yet. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void flagNew(long entryId, Flag flag, String detail) {
        em.persist(new JournalFlag(entryId, flag, detail, now()));
    }

    /** Withdraws a flag if it is raised. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void unflag(long entryId, Flag flag) {
        JournalFlag raised = em.find(JournalFlag.class, new JournalFlag.Key(entryId, flag));
        if (raised != null) {
            em.remove(raised);
        }
    }

    /** Returns the flags of an entry. */
    public List<FlagView> flags(long entryId) {
        return em.createQuery("select f from JournalFlag f where f.entryId = :entry order by f.flag", JournalFlag.class)
                .setParameter("entry", entryId)
                .getResultStream()
                .map(flag -> new FlagView(flag.entryId, flag.flag, flag.detail, flag.raisedAt))
                .toList();
    }

    /** Returns the flags of several entries, by entry id; entries without a flag are absent. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<Long, Set<Flag>> flags(Collection<Long> entryIds) {
        if (entryIds.isEmpty()) {
            return Map.of(); // an empty list is not valid SQL
        }
        return em.createQuery("select f.entryId, f.flag from JournalFlag f where f.entryId in :entries", Object[].class)
                .setParameter("entries", entryIds)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> (Long) row[0],
                        Collectors.mapping(
                                row -> (Flag) row[1], Collectors.toCollection(() -> EnumSet.noneOf(Flag.class)))));
    }

    /**
     * Returns the ids of entries that carry a flag, oldest first.
     *
     * @param after only entries with a higher id; 0 for the start
     * @param limit the maximum number
     */
    public List<Long> flagged(Flag flag, long after, int limit) {
        return em.createQuery(
                        "select f.entryId from JournalFlag f where f.flag = :flag and f.entryId > :after order by f.entryId",
                        Long.class)
                .setParameter("flag", flag)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Returns a terminal's entries of a kind that carry a flag, latest first; at most {@code limit}. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<EntryView> flagged(Flag flag, UUID terminalId, EntryKind kind, int limit) {
        List<JournalEntry> entries = em.createQuery(
                        "select e from JournalEntry e, JournalFlag f where f.entryId = e.id and f.flag = :flag"
                                + " and e.terminalId = :terminal and e.kind = :kind order by e.entryNo desc",
                        JournalEntry.class)
                .setParameter("flag", flag)
                .setParameter("terminal", terminalId)
                .setParameter("kind", kind)
                .setMaxResults(limit)
                .getResultList();
        em.clear();
        return entries.stream().map(JournalEntry::view).toList();
    }

    /**
     * Returns how many entries of each terminal carry a flag; terminals without one are absent.
     *
     * @param after only flags raised later
     * @param afterOf the same for single terminals, where later than {@code after}
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<UUID, FlagCount> flagCounts(Flag flag, OffsetDateTime after, Map<UUID, OffsetDateTime> afterOf) {
        List<Map.Entry<UUID, OffsetDateTime>> single = List.copyOf(afterOf.entrySet());
        return Sql.query(
                        em,
                        "select e.terminal_id, count(*) as flags, min(f.raised_at) as first_at,"
                                + " max(f.raised_at) as last_at"
                                + " from journal_flag f join journal_entry e on e.id = f.entry_id"
                                + " left join unnest(cast(:terminals as uuid[]), cast(:times as timestamptz[]))"
                                + " as s (id, at) on s.id = e.terminal_id where f.flag = :flag"
                                + " and f.raised_at > :after and (s.at is null or f.raised_at > s.at)"
                                + " group by e.terminal_id")
                .set("flag", flag)
                .set("after", after)
                .set("terminals", single.stream().map(Map.Entry::getKey).toList())
                .set("times", single.stream().map(Map.Entry::getValue).toList())
                .map(
                        row -> row.id("terminal_id"),
                        row -> new FlagCount(row.number("flags"), row.utc("first_at"), row.utc("last_at")));
    }

    /**
     * Clears the flags that a projection raises about documents' own values, before the projection is rebuilt.
     *
     * @see #backdateFigureFlags
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void clearFigureFlags(List<Long> entryIds) {
        em.createNativeQuery("delete from journal_flag where entry_id = any (cast(?1 as bigint[]))"
                        + " and flag = any (cast(?2 as text[]))")
                .setParameter(1, entryIds.toArray(Long[]::new))
                .setParameter(2, Flags.NAMES)
                .executeUpdate();
    }

    /**
     * Dates these flags back to when the documents were received, so that nobody mistakes old documents for new
     * trouble.
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void backdateFigureFlags(List<Long> entryIds) {
        em.flush();
        em.createNativeQuery("update journal_flag f set raised_at = e.received_at from journal_entry e"
                        + " where e.id = f.entry_id and f.entry_id = any (cast(?1 as bigint[]))"
                        + " and f.flag = any (cast(?2 as text[]))")
                .setParameter(1, entryIds.toArray(Long[]::new))
                .setParameter(2, Flags.NAMES)
                .executeUpdate();
    }

    /**
     * Returns the documents of all terminals, without conflicts, whose entry id is below {@code id}, highest first; at
     * most {@code limit}.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<EntryView> before(long id, int limit) {
        List<JournalEntry> entries = em.createQuery(
                        "select e from JournalEntry e where e.id < :id and e.kind <> :conflict order by e.id desc",
                        JournalEntry.class)
                .setParameter("id", id)
                .setParameter("conflict", EntryKind.CONFLICT)
                .setMaxResults(limit)
                .getResultList();
        em.clear();
        return entries.stream().map(JournalEntry::view).toList();
    }

    /** Returns the entry with this id, if there is one. */
    public Optional<EntryView> entry(long id) {
        return Optional.ofNullable(em.find(JournalEntry.class, id)).map(JournalEntry::view);
    }

    /**
     * Returns a terminal's entries in order.
     *
     * @param after only entries with a higher number; 0 for the start
     * @param kind only this kind; empty: all
     * @param limit the maximum number
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<EntryView> read(UUID terminalId, long after, Optional<EntryKind> kind, int limit) {
        TypedQuery<JournalEntry> query = em.createQuery(
                        "select e from JournalEntry e where e.terminalId = :terminal and e.entryNo > :after"
                                + (kind.isPresent() ? " and e.kind = :kind" : "") + " order by e.entryNo",
                        JournalEntry.class)
                .setParameter("terminal", terminalId)
                .setParameter("after", after)
                .setMaxResults(limit);
        kind.ifPresent(only -> query.setParameter("kind", only));
        try (Stream<JournalEntry> entries = query.getResultStream()) {
            return entries.map(JournalEntry::view).toList();
        } finally {
            em.clear();
        }
    }

    /**
     * Returns the next entries of several journals, each journal in order.
     *
     * @param after for each terminal, only entries with a higher number
     * @param limit the maximum number per terminal
     * @param maxBytes bytes of payload per terminal after which no further entry is added; the first is always included
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    @SuppressWarnings("unchecked") // the query names the class of its rows
    public Map<UUID, List<EntryView>> next(Map<UUID, Long> after, int limit, int maxBytes) {
        List<Map.Entry<UUID, Long>> terminals = List.copyOf(after.entrySet());
        List<JournalEntry> entries = em.createNativeQuery(
                        "select n.* from unnest(cast(?1 as uuid[]), cast(?2 as bigint[])) as a (id, upto)"
                                + " cross join lateral (select e.*, sum(octet_length(e.payload)) over (order by e.entry_no)"
                                + " - octet_length(e.payload) as bytes_before from (select * from journal_entry j"
                                + " where j.terminal_id = a.id and j.entry_no > a.upto order by j.entry_no limit ?3) e) n"
                                + " where n.bytes_before < ?4 order by n.terminal_id, n.entry_no",
                        JournalEntry.class)
                .setParameter(1, terminals.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .setParameter(2, terminals.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .setParameter(3, limit)
                .setParameter(4, maxBytes)
                .getResultList();
        em.clear();
        return entries.stream().map(JournalEntry::view).collect(Collectors.groupingBy(EntryView::terminalId));
    }

    /** Returns the number of the last entry of a terminal's journal; 0: it has none. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long lastEntryNo(UUID terminalId) {
        return Sql.query(em, "select entry_no from journal_head where terminal_id = :terminal")
                .set("terminal", terminalId)
                .first(row -> row.number("entry_no"))
                .orElse(0L);
    }

    /** Returns a number that rises with every entry that any server appends to any journal. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long appended() {
        return Sql.query(em, "select cast(coalesce(sum(entry_no), 0) as bigint) as appended from journal_head")
                .single(row -> row.number("appended"));
    }

    /** Returns how many entries each terminal's journal has; terminals without a document are absent. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<UUID, Long> lengths() {
        return Sql.query(em, "select terminal_id, entry_count(terminal_id, 0, entry_no) as entries from journal_head")
                .map(row -> row.id("terminal_id"), row -> row.number("entries"));
    }

    /** Returns when the last entry of each terminal's journal was received; terminals without a document are absent. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<UUID, OffsetDateTime> lastReceived() {
        return Sql.query(
                        em,
                        "select h.terminal_id, e.received_at from journal_head h"
                                + " join journal_entry e on e.terminal_id = h.terminal_id and e.entry_no = h.entry_no")
                .map(row -> row.id("terminal_id"), row -> row.utc("received_at"));
    }

    /** Returns the number of each journal's last entry; behind a restore it is higher than the number of entries. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<UUID, Long> lastEntryNumbers() {
        return Sql.query(em, "select terminal_id, entry_no from journal_head")
                .map(row -> row.id("terminal_id"), row -> row.number("entry_no"));
    }

    /**
     * Recomputes a terminal's chain from its payloads and compares it with what is stored.
     *
     * <p>Finds changed, removed, inserted and swapped entries, and entries missing at the end below the known head.
     * Only a copy elsewhere can show that the whole journal was rewritten, its head included.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Verification verify(TerminalRef terminal) {
        long length =
                lastEntryNo(terminal.id()); // read first, so that entries appended meanwhile do not count as missing
        ChainVerifier verifier = new ChainVerifier(terminal.id());
        for (List<EntryView> page = read(terminal.id(), 0, Optional.empty(), PAGE);
                !page.isEmpty();
                page = read(terminal.id(), verifier.lastEntryNo(), Optional.empty(), PAGE)) {
            for (EntryView entry : page) {
                Optional<Verification> broken = verifier.check(entry);
                if (broken.isPresent()) {
                    return broken.get();
                }
            }
        }
        return verifier.result(length, lastEntryNo(terminal.id()));
    }

    /** Returns the time in PostgreSQL's precision, so that the hashed time is the stored one. */
    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /**
     * A document to append.
     *
     * @param terminal the terminal whose journal it goes to
     * @param source the API it was handed over by
     * @param text the document
     */
    public record Item(TerminalRef terminal, Source source, DocumentText text) {}

    /**
     * The outcome for an item.
     *
     * @param item the item
     * @param outcome what became of it
     * @param entryId the id of its new entry; 0 for a duplicate
     * @param receivedAt when that entry was received; null for a duplicate
     */
    public record Appended(Item item, Outcome outcome, long entryId, Instant receivedAt) {}

    /** What became of an item. */
    public enum Outcome {
        /** A new entry. */
        NEW,
        /** Known with the same content: nothing was written. */
        DUPLICATE,
        /** Known with different content: a new entry of kind {@link EntryKind#CONFLICT}. */
        CONFLICT
    }
}
