package pro.saleflex.office.faults;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pro.saleflex.office.fakegate.Delivery;
import pro.saleflex.office.fakegate.FakeGate;
import pro.saleflex.office.faults.Finding.Sort;

/**
 * Compares what the tills were told with journal, projections, archive and GATE, once everything has come to rest.
 * Knows the documented formats only; none of the application's code is used.
 */
final class StoreChecker {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);
    private static final long RESTART_STEP = 1_000_000;
    private static final long LEAST_SKIPPED = 500_000;

    /** More of one sort say nothing new. */
    private static final int MOST_FINDINGS = 20;

    private final Connection database;
    private final Path archive;
    private final FakeGate gate;
    private final List<Finding> findings = new ArrayList<>();

    StoreChecker(Connection database, Path archive, FakeGate gate) {
        this.database = database;
        this.archive = archive;
        this.gate = gate;
    }

    /**
     * Checks everything.
     *
     * @param told what the tills were told
     * @return what is wrong; empty: nothing
     */
    List<Finding> check(Acknowledged told) throws SQLException, IOException {
        Map<String, String> terminals = terminals(told);
        for (Map.Entry<String, String> terminal : terminals.entrySet()) {
            List<Stored> journal = journal(terminal.getValue());
            checkChain(terminal.getKey(), terminal.getValue(), journal);
            checkTold(terminal.getKey(), told, journal);
            checkProjections(terminal.getKey(), journal);
            checkArchive(terminal.getKey(), terminal.getValue(), journal);
            checkGate(terminal.getKey(), journal);
        }
        gate.violations().forEach(violation -> add(Sort.CONTRACT, "GATE", violation));
        return findings;
    }

    private Map<String, String> terminals(Acknowledged told) throws SQLException {
        Map<String, String> terminals = new TreeMap<>();
        try (var statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select code, id from terminal")) {
            while (rows.next()) {
                if (told.terminals().contains(rows.getString(1))) {
                    terminals.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        told.terminals().stream()
                .filter(code -> !terminals.containsKey(code))
                .forEach(code -> add(Sort.LOST, code, "The terminal itself is missing."));
        return terminals;
    }

    private List<Stored> journal(String terminalId) throws SQLException {
        List<Stored> entries = new ArrayList<>();
        try (PreparedStatement query = database.prepareStatement(
                "select e.entry_no, e.kind, e.document_id, e.payload, encode(e.payload_sha256, 'hex') as payload_sha256,"
                        + " encode(e.chain_hash, 'hex') as chain_hash, e.source, e.received_at, d.total_amount,"
                        + " d.id is not null as projected, c.id is not null as closed from journal_entry e"
                        + " left join sales_document d on d.id = e.id left join closure c on c.id = e.id"
                        + " where e.terminal_id = cast(? as uuid) order by entry_no")) {
            query.setString(1, terminalId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    entries.add(new Stored(
                            row.getLong("entry_no"),
                            row.getString("kind"),
                            row.getString("document_id"),
                            row.getString("payload"),
                            row.getString("payload_sha256"),
                            row.getString("chain_hash"),
                            row.getString("source"),
                            row.getObject("received_at", OffsetDateTime.class),
                            row.getBigDecimal("total_amount"),
                            row.getBoolean("projected") || row.getBoolean("closed")));
                }
            }
        }
        return entries;
    }

    private void checkChain(String terminal, String terminalId, List<Stored> journal) {
        String previous = sha256("saleflex-journal\n" + terminalId);
        long last = 0;
        Set<String> documents = new HashSet<>();
        for (Stored entry : journal) {
            boolean restart = entry.entryNo() % RESTART_STEP == 0 && entry.entryNo() - last >= LEAST_SKIPPED;
            if (restart) {
                previous = sha256("saleflex-journal-restart\n" + previous + "\n" + last);
            } else if (entry.entryNo() != last + 1) {
                add(Sort.ORDER, terminal, "Entry " + entry.entryNo() + " follows entry " + last + ".");
            }
            if (!sha256(entry.payload()).equals(entry.payloadSha256())) {
                add(Sort.CHANGED, terminal, "Entry " + entry.entryNo() + " has another payload than its hash.");
            }
            String hash = sha256(String.join(
                            "\n",
                            previous,
                            Long.toString(entry.entryNo()),
                            entry.kind(),
                            entry.documentId(),
                            entry.payloadSha256(),
                            MICROSECONDS.format(entry.receivedAt().withOffsetSameInstant(ZoneOffset.UTC)),
                            entry.source())
                    + "\n");
            if (!hash.equals(entry.chainHash())) {
                add(Sort.CHANGED, terminal, "The chain is broken at entry " + entry.entryNo() + ".");
            }
            if (!documents.add(entry.kind() + " " + entry.documentId())) {
                add(Sort.DOUBLED, terminal, entry.documentId() + " is in the journal twice.");
            }
            previous = entry.chainHash();
            last = entry.entryNo();
        }
    }

    private void checkTold(String terminal, Acknowledged told, List<Stored> journal) {
        Map<String, Stored> sales = new HashMap<>();
        Set<String> closures = new HashSet<>();
        BigDecimal stored = BigDecimal.ZERO;
        for (Stored entry : journal) {
            switch (entry.kind()) {
                case "TRANSACTION" -> {
                    sales.put(entry.documentId(), entry);
                    stored = stored.add(entry.payloadTotal());
                }
                case "CLOSURE" -> closures.add(entry.documentId());
                default -> add(Sort.DOUBLED, terminal, entry.documentId() + " is in conflict.");
            }
        }
        BigDecimal acknowledged = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> sale : told.sales(terminal).entrySet()) {
            acknowledged = acknowledged.add(sale.getValue());
            if (sales.remove(sale.getKey()) == null) {
                add(Sort.LOST, terminal, "Sale " + sale.getKey() + " was acknowledged and is not in the journal.");
            }
        }
        sales.keySet().forEach(id -> add(Sort.DOUBLED, terminal, "Sale " + id + " is in the journal, but no till's."));
        for (String closure : told.closures(terminal)) {
            if (!closures.remove(closure)) {
                add(Sort.LOST, terminal, "Closure " + closure + " was acknowledged and is not in the journal.");
            }
        }
        closures.forEach(id -> add(Sort.DOUBLED, terminal, "Closure " + id + " is in the journal, but no till's."));
        if (acknowledged.compareTo(stored) != 0) {
            add(Sort.AMOUNT, terminal, "The till sold " + acknowledged + ", the journal says " + stored + ".");
        }
    }

    private void checkProjections(String terminal, List<Stored> journal) {
        BigDecimal documents = BigDecimal.ZERO;
        BigDecimal projections = BigDecimal.ZERO;
        for (Stored entry : journal) {
            if (!entry.projected()) {
                add(Sort.PROJECTION, terminal, "Entry " + entry.entryNo() + " has no projection.");
            } else if (entry.kind().equals("TRANSACTION")) {
                documents = documents.add(entry.payloadTotal());
                projections = projections.add(entry.total());
            }
        }
        if (documents.compareTo(projections) != 0) {
            add(Sort.AMOUNT, terminal, "The journal says " + documents + ", the figures " + projections + ".");
        }
    }

    private void checkArchive(String terminal, String terminalId, List<Stored> journal) throws IOException {
        List<ArchivedEntry> archived =
                ArchiveFiles.read(archive.resolve("journal").resolve(terminalId));
        if (archived.size() != journal.size()) {
            add(
                    Sort.ARCHIVE,
                    terminal,
                    "The journal has " + journal.size() + " entries, the archive " + archived.size() + ".");
        }
        for (int i = 0; i < Math.min(archived.size(), journal.size()); i++) {
            Stored entry = journal.get(i);
            ArchivedEntry copy = archived.get(i);
            if (copy.entryNo() != entry.entryNo()
                    || !copy.documentId().equals(entry.documentId())
                    || !copy.payload().equals(entry.payload())
                    || !copy.chainHash().equals(entry.chainHash())) {
                add(
                        Sort.ARCHIVE,
                        terminal,
                        "The archive has entry " + copy.entryNo() + " where the journal has " + entry.entryNo() + ".");
            }
        }
    }

    private void checkGate(String terminal, List<Stored> journal) {
        Map<Long, Stored> missing = new TreeMap<>();
        journal.forEach(entry -> missing.put(entry.entryNo(), entry));
        long last = 0;
        for (Delivery delivery : gate.documents(terminal)) {
            if (delivery.entryNo() <= last) {
                add(Sort.ORDER, terminal, "GATE got entry " + delivery.entryNo() + " after entry " + last + ".");
            }
            last = delivery.entryNo();
            Stored entry = missing.remove(delivery.entryNo());
            if (entry == null) {
                add(Sort.DOUBLED, terminal, "GATE has entry " + delivery.entryNo() + ", the journal has not.");
            } else if (!entry.documentId().equals(delivery.id())
                    || !entry.payloadSha256().equals(delivery.payloadSha256())) {
                add(Sort.CHANGED, terminal, "GATE has another document as entry " + delivery.entryNo() + ".");
            }
        }
        missing.keySet().forEach(entryNo -> add(Sort.LOST, terminal, "GATE never got entry " + entryNo + "."));
    }

    private void add(Sort sort, String where, String what) {
        if (findings.stream().filter(finding -> finding.sort() == sort).count() < MOST_FINDINGS) {
            findings.add(new Finding(sort, where, what));
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A row of the journal with its projection.
     *
     * @param total of the projection; null: it has none
     */
    private record Stored(
            long entryNo,
            String kind,
            String documentId,
            String payload,
            String payloadSha256,
            String chainHash,
            String source,
            OffsetDateTime receivedAt,
            BigDecimal total,
            boolean projected) {

        BigDecimal payloadTotal() {
            try (var reader = Json.createReader(new StringReader(payload))) {
                JsonObject head = reader.readObject().getJsonObject("head");
                return new BigDecimal(head.get("total_amount").toString().replace("\"", ""));
            }
        }
    }
}
