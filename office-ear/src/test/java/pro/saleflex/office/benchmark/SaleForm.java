package pro.saleflex.office.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pro.saleflex.office.simulator.SoapForm;

/**
 * Request template of a sale: every request gets new ids and its own receipt number at minimal cost, so that the load
 * generator takes as little processor time as possible from the server it measures.
 */
final class SaleForm {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[\">](\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})[\"<]");
    private static final Pattern OWN_ID = Pattern.compile("(?:\"id\":|<id)" + UUID_TEXT);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int UUID_LENGTH = 36;
    private static final String JSON = "application/json";

    /** Ten digits, so that all requests have the same length. */
    private static final long FIRST_RECEIPT = 1_000_000_000L;

    private final byte[] form;
    private final String type;
    /** Offsets and numbers of the ids; those with the same number get the same id. */
    private final List<int[]> ids = new ArrayList<>();

    private final List<Integer> receipts = new ArrayList<>();
    private int distinct;

    private SaleForm(String text, String type) {
        this.form = text.getBytes(StandardCharsets.US_ASCII);
        this.type = type;
        Map<String, Integer> numbers = new HashMap<>();
        Matcher own = OWN_ID.matcher(text);
        while (own.find()) {
            numbers.putIfAbsent(own.group(1), numbers.size());
        }
        distinct = numbers.size();
        Matcher any = UUID_TEXT.matcher(text);
        while (any.find()) {
            Integer number = numbers.get(any.group(1));
            if (number != null) {
                ids.add(new int[] {any.start(1), number});
            }
        }
        String receipt = Long.toString(FIRST_RECEIPT);
        for (int at = text.indexOf(receipt); at >= 0; at = text.indexOf(receipt, at + 1)) {
            receipts.add(at);
        }
    }

    /** The item alone, as the text of one document. */
    static String item() {
        try (InputStream in = SaleForm.class.getResourceAsStream("/benchmark/transaction.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Template of a REST request that hands over one sale. */
    static SaleForm storing(String terminal) {
        return new SaleForm(sale(terminal), JSON);
    }

    /** The same by SOAP. */
    static SaleForm bySoap(String terminal) {
        try (JsonReader reader = Json.createReader(new StringReader(sale(terminal)))) {
            return new SaleForm(
                    SoapForm.message(11, "UploadTransactions", reader.readObject()), SoapForm.contentType(11));
        }
    }

    /** The item alone, for {@link GivenJournal}. */
    static SaleForm document() {
        return new SaleForm(datedItem(), JSON);
    }

    /** The documents of the samples alone, likewise: of each kind one. */
    static List<SaleForm> samples() {
        return Stream.of("cancelled", "cash-sale", "full-tree-sale", "return", "split-payment-with-campaign")
                .map(name -> new SaleForm(sample("/samples/transaction-" + name + ".json"), JSON))
                .toList();
    }

    private static String sample(String resource) {
        try (InputStream in = SaleForm.class.getResourceAsStream(resource);
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject()
                    .getJsonArray("transactions")
                    .getJsonObject(0)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sale(String terminal) {
        return envelope(
                terminal,
                "\"transactions\":[" + datedItem() + "],\"sequences\":[" + "{\"name\":\"ReceiptNumber\",\"value\":"
                        + FIRST_RECEIPT + "},{\"name\":\"ClosureNumber\",\"value\":1}]");
    }

    /** A request of the same size that stores nothing: no items, and the sale as an unknown member. */
    static SaleForm storingNothing(String terminal) {
        return new SaleForm(
                envelope(
                        terminal,
                        "\"transactions\":[],\"unknown__\":[" + datedItem() + "],\"nothing__\":["
                                + "{\"name\":\"ReceiptNumber\",\"value\":" + FIRST_RECEIPT
                                + "},{\"name\":\"ClosureNumber\",\"value\":1}]"),
                JSON);
    }

    private static String envelope(String terminal, String rest) {
        return "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"" + terminal
                + "\",\"pos_id\":1," + rest + "}";
    }

    /** The item with the receipt number placeholder and today's date, so that the totals of today change. */
    private static String datedItem() {
        return item().replace("2026-11-22T", LocalDate.now(ZoneOffset.UTC) + "T")
                .replace("\"receipt_number\":1,", "\"receipt_number\":" + FIRST_RECEIPT + ",")
                .replace("20261122-0001-000001", "20261122-0001-" + FIRST_RECEIPT);
    }

    /** Media type of the request. */
    String type() {
        return type;
    }

    int length() {
        return form.length;
    }

    /** Body of a new request, with this receipt number and new ids. */
    byte[] filled(long receipt) {
        byte[] body = form.clone();
        long[] high = new long[distinct];
        long[] low = new long[distinct];
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < distinct; i++) {
            high[i] = random.nextLong();
            low[i] = random.nextLong();
        }
        for (int[] id : ids) {
            int at = id[0];
            long bits = high[id[1]];
            for (int i = 0; i < UUID_LENGTH; i++) {
                if (i == UUID_LENGTH / 2) {
                    bits = low[id[1]];
                }
                if (form[at + i] != '-') {
                    body[at + i] = HEX[(int) (bits & 0xF)];
                    bits >>>= 4;
                }
            }
        }
        byte[] number = Long.toString(FIRST_RECEIPT + receipt).getBytes(StandardCharsets.US_ASCII);
        receipts.forEach(at -> System.arraycopy(number, 0, body, at, number.length));
        return body;
    }
}
