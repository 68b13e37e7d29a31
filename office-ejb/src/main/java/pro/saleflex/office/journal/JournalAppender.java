package pro.saleflex.office.journal;

import jakarta.persistence.EntityManager;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.NameBasedId;
import pro.saleflex.office.journal.Journal.Appended;
import pro.saleflex.office.journal.Journal.Item;
import pro.saleflex.office.journal.Journal.Outcome;

/** Appends the documents of one transaction: locks the journal heads, looks for duplicates, chains and writes. */
final class JournalAppender {
    private final EntityManager em;
    private final OffsetDateTime now;
    private final Map<UUID, Head> heads = new HashMap<>();
    private final Map<Key, byte[]> known = new HashMap<>();
    private final Set<Item> repeats = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<UUID, UUID> holders = new HashMap<>();

    JournalAppender(EntityManager em, OffsetDateTime now) {
        this.em = em;
        this.now = now;
    }

    List<Appended> append(List<Item> items) {
        lockHeads(items);
        loadKnown(items.stream().map(item -> item.text().documentId()).toList());
        findRepeats(items.stream().filter(this::isConflict).toList());
        loadKnown(items.stream()
                .filter(this::isConflict)
                .flatMap(item -> conflictIds(item).stream())
                .distinct()
                .toList());
        List<Appended> appended = items.stream().map(this::append).toList();
        releaseUnusedNumbers();
        return appended;
    }

    private Appended append(Item item) {
        DocumentText text = item.text();
        UUID terminalId = item.terminal().id();
        Key key = new Key(terminalId, text.kind(), text.documentId());
        if (!isConflict(item)) {
            if (known.containsKey(key)) {
                return new Appended(item, Outcome.DUPLICATE, 0, null);
            }
            JournalEntry entry = write(item, key);
            UUID holder = holders.putIfAbsent(text.documentId(), terminalId);
            if (holder != null && !holder.equals(terminalId)) {
                raise(entry, Flag.ID_OF_OTHER_TERMINAL, "Terminal " + holder + " handed over this id before.");
            }
            return new Appended(item, Outcome.NEW, entry.id, now.toInstant());
        }
        List<Key> conflicts = conflictIds(item).stream()
                .map(id -> new Key(terminalId, EntryKind.CONFLICT, id))
                .toList();
        if (conflicts.stream().anyMatch(known::containsKey)) {
            return new Appended(item, Outcome.DUPLICATE, 0, null);
        }
        JournalEntry entry = write(item, conflicts.get(0));
        raise(
                entry,
                Flag.CONFLICT,
                "The " + text.kind() + " " + text.documentId()
                        + " was accepted before with different content; that one is kept unchanged.");
        return new Appended(item, Outcome.CONFLICT, entry.id, now.toInstant());
    }

    private JournalEntry write(Item item, Key key) {
        Head head = heads.get(key.terminalId());
        head.restartIfDue();
        JournalEntry entry = new JournalEntry(
                key.terminalId(),
                head.lastEntryNo + 1,
                key.kind(),
                key.documentId(),
                item.text(),
                head.lastHash,
                item.source(),
                now);
        em.persist(entry);
        head.lastEntryNo++;
        head.lastHash = entry.chainHash;
        known.put(key, entry.contentSha256);
        return entry;
    }

    private void raise(JournalEntry entry, Flag flag, String detail) {
        em.persist(new JournalFlag(entry.id, flag, detail, now));
    }

    /** Whether a document with the same id has different content, by the current and by former rules. */
    private boolean isConflict(Item item) {
        DocumentText text = item.text();
        byte[] content = known.get(key(item));
        return content != null
                && !MessageDigest.isEqual(content, text.contentSha256())
                && !MessageDigest.isEqual(content, text.oldestSha256())
                && !repeats.contains(item);
    }

    private static Key key(Item item) {
        return new Key(item.terminal().id(), item.text().kind(), item.text().documentId());
    }

    /** Returns the id that the item gets as a conflict, followed by those that former builds may have given it. */
    private static List<UUID> conflictIds(Item item) {
        DocumentText text = item.text();
        return Stream.concat(Stream.of(text.contentSha256()), text.formerContentHashes().stream())
                .map(hash -> NameBasedId.of(text.documentId(), hash))
                .toList();
    }

    /**
     * Compares differing items with the stored text itself and remembers those with the same content. The stored hash
     * may be by former rules, which knew fewer spellings, and a terminal may send again what it got back masked by
     * today's rules.
     */
    private void findRepeats(List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        Map<Key, List<Item>> differing = items.stream().collect(Collectors.groupingBy(JournalAppender::key));
        List<?> rows = em.createNativeQuery("select document_id, kind, terminal_id, payload from journal_entry"
                        + " where document_id = any (cast(?1 as uuid[]))")
                .setParameter(
                        1,
                        ids(differing.keySet().stream()
                                .map(Key::documentId)
                                .distinct()
                                .toList()))
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            Key key = new Key((UUID) columns[2], EntryKind.valueOf((String) columns[1]), (UUID) columns[0]);
            differing.getOrDefault(key, List.of()).stream()
                    .filter(item -> item.text().hasSameContentAs((String) columns[3]))
                    .forEach(repeats::add);
        }
    }

    /** Reserves the numbers for all items at once; the rows stay locked until the commit. */
    private void lockHeads(List<Item> items) {
        Map<UUID, Integer> counts = new TreeMap<>();
        items.forEach(item -> counts.merge(item.terminal().id(), 1, Integer::sum));
        List<?> rows = reserveNumbers(counts);
        if (rows.size() < counts.size()) {
            // A terminal's first document: create its head. The heads found so far are already locked, so their numbers
            // are given back before the second attempt.
            releaseNumbers(rows.stream()
                    .map(Object[].class::cast)
                    .collect(Collectors.toMap(row -> (UUID) row[0], row -> counts.get((UUID) row[0]))));
            em.createNativeQuery(
                            "insert into journal_head (terminal_id, entry_no)"
                                    + " select id, 0 from unnest(cast(?1 as uuid[])) as new (id) order by id on conflict do nothing")
                    .setParameter(1, ids(counts.keySet()))
                    .executeUpdate();
            rows = reserveNumbers(counts);
        }
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            UUID terminalId = (UUID) columns[0];
            long entryNo = ((Number) columns[1]).longValue();
            long restart = columns[2] == null ? 0 : ((Number) columns[2]).longValue();
            heads.put(terminalId, new Head(entryNo - counts.get(terminalId), entryNo, restart));
        }
        readLastHashes();
    }

    private List<?> reserveNumbers(Map<UUID, Integer> counts) {
        return em.createNativeQuery(
                        "with more as (select * from unnest(cast(?1 as uuid[]), cast(?2 as int[])) as m (id, n)),"
                                + " locked as (select terminal_id from journal_head where terminal_id in (select id from more)"
                                + " order by terminal_id for update)"
                                + " update journal_head h set entry_no = h.entry_no + more.n from more, locked"
                                + " where h.terminal_id = more.id and locked.terminal_id = h.terminal_id"
                                + " returning h.terminal_id, h.entry_no, (select r.next_entry_no from journal_restart r"
                                + " where r.terminal_id = h.terminal_id and r.next_entry_no > h.entry_no)")
                .setParameter(1, ids(counts.keySet()))
                .setParameter(2, counts.values().toArray(Integer[]::new))
                .getResultList();
    }

    /**
     * Reads the hash to chain to. If the last entry is gone, the chain continues from the genesis hash, and
     * verification shows it.
     */
    private void readLastHashes() {
        List<?> rows = em.createNativeQuery("select e.terminal_id, e.chain_hash from journal_entry e"
                        + " join unnest(cast(?1 as uuid[]), cast(?2 as bigint[])) as h (id, no)"
                        + " on e.terminal_id = h.id and e.entry_no = h.no")
                .setParameter(1, ids(heads.keySet()))
                .setParameter(
                        2, heads.values().stream().map(head -> head.lastEntryNo).toArray(Long[]::new))
                .getResultList();
        heads.forEach((terminalId, head) -> head.lastHash = HashChain.genesis(terminalId));
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            heads.get((UUID) columns[0]).lastHash = (byte[]) columns[1];
        }
    }

    private void loadKnown(List<UUID> documentIds) {
        if (documentIds.isEmpty()) {
            return;
        }
        List<?> rows = em.createNativeQuery("select document_id, kind, terminal_id, content_sha256 from journal_entry"
                        + " where document_id = any (cast(?1 as uuid[])) order by id")
                .setParameter(1, ids(documentIds))
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            UUID documentId = (UUID) columns[0];
            UUID terminalId = (UUID) columns[2];
            known.put(new Key(terminalId, EntryKind.valueOf((String) columns[1]), documentId), (byte[]) columns[3]);
            holders.putIfAbsent(documentId, terminalId);
        }
    }

    private void releaseUnusedNumbers() {
        Map<UUID, Integer> unused = new TreeMap<>();
        heads.forEach((terminalId, head) -> {
            if (head.lastEntryNo > head.reserved) { // the journal goes on behind a restore
                em.createNativeQuery("update journal_head set entry_no = ?1 where terminal_id = ?2")
                        .setParameter(1, head.lastEntryNo)
                        .setParameter(2, terminalId)
                        .executeUpdate();
            } else if (head.lastEntryNo < head.reserved) {
                unused.put(terminalId, (int) (head.reserved - head.lastEntryNo));
            }
        });
        releaseNumbers(unused);
    }

    private void releaseNumbers(Map<UUID, Integer> unused) {
        if (!unused.isEmpty()) {
            em.createNativeQuery(
                            "update journal_head h set entry_no = h.entry_no - less.n"
                                    + " from unnest(cast(?1 as uuid[]), cast(?2 as int[])) as less (id, n) where h.terminal_id = less.id")
                    .setParameter(1, ids(unused.keySet()))
                    .setParameter(2, unused.values().toArray(Integer[]::new))
                    .executeUpdate();
        }
    }

    private static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private record Key(UUID terminalId, EntryKind kind, UUID documentId) {}

    private static final class Head {
        private final long reserved;
        private long restart;
        private long lastEntryNo;
        private byte[] lastHash;

        /** With the number of the first entry behind a restore; 0: the journal goes on with the next number. */
        Head(long lastEntryNo, long reserved, long restart) {
            this.lastEntryNo = lastEntryNo;
            this.reserved = reserved;
            this.restart = restart;
        }

        void restartIfDue() {
            if (restart > 0) {
                lastHash = HashChain.restart(lastHash, lastEntryNo);
                lastEntryNo = restart - 1;
                restart = 0;
            }
        }
    }
}
