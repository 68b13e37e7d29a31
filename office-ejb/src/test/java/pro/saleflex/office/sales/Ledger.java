package pro.saleflex.office.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A test oracle: computes the figures document by document from their plain definition, sharing no code with the
 * product. Figures map lines of text to amounts, such as {@code EUR TAKINGS}; zero amounts are left out.
 */
final class Ledger {
    private static final Set<String> RECEIPTS = Set.of(
            "",
            "NONE",
            "FISCAL_RECEIPT",
            "ELECTRONIC_RECEIPT",
            "NONE_FISCAL_RECEIPT",
            "INVOICE",
            "ELECTRONIC_INVOICE",
            "ELECTRONIC_CORPORATE_INVOICE",
            "ELECTRONIC_INDIVIDUAL_INVOICE",
            "DIPLOMATIC_INVOICE",
            "NONE_FISCAL_INVOICE",
            "NONE_FISCAL_E_INVOICE",
            "NONE_FISCAL_E_ARCHIVE_INVOICE",
            "NONE_FISCAL_DIPLOMATIC_RECEIPT");

    private final List<Paper> papers = new ArrayList<>();

    /** One document; an amount that is absent was not sent. */
    static final class Paper {
        String document = "";
        String transaction = "";
        boolean original;
        boolean counts;
        boolean late;
        String currency;
        LocalDate day;
        int till;
        long period;
        final Map<String, BigDecimal> amounts = new TreeMap<>();
        final Set<String> unreadable = new HashSet<>();
        final List<Paid> payments = new ArrayList<>();
    }

    /** A live payment; a null amount cannot be read. */
    record Paid(String kind, BigDecimal amount) {}

    void add(Paper paper) {
        papers.add(paper);
    }

    /** Returns the figures of the selected documents. */
    SortedMap<String, BigDecimal> lines(Predicate<Paper> filter) {
        Page page = new Page();
        papers.stream().filter(paper -> paper.counts).filter(filter).forEach(page::add);
        return page.lines();
    }

    /**
     * Returns document count, gross and net of the selected documents as terminals count them in a closure (protocol
     * reference, section 11); the count only, if there are several currencies.
     */
    List<BigDecimal> closureTotals(Predicate<Paper> filter) {
        List<Paper> all = papers.stream().filter(filter).toList();
        if (all.stream().map(paper -> paper.currency).distinct().count() > 1) {
            return List.of(BigDecimal.valueOf(all.size()));
        }
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal net = BigDecimal.ZERO;
        for (Paper paper : all) {
            BigDecimal total = paper.amounts.getOrDefault("TOTAL", BigDecimal.ZERO);
            gross = gross.add(total);
            net = net.add(total)
                    .subtract(paper.amounts.getOrDefault("DISCOUNTS", BigDecimal.ZERO))
                    .add(paper.amounts.getOrDefault("SURCHARGES", BigDecimal.ZERO));
        }
        return List.of(BigDecimal.valueOf(all.size()), gross.stripTrailingZeros(), net.stripTrailingZeros());
    }

    private static final class Page {
        private final SortedMap<String, BigDecimal> lines = new TreeMap<>();
        private final Map<String, Set<Paper>> lacking = new TreeMap<>();

        SortedMap<String, BigDecimal> lines() {
            lacking.forEach((line, papers) -> lines.put(line + " without", BigDecimal.valueOf(papers.size())));
            lines.values().removeIf(amount -> amount.signum() == 0);
            lines.replaceAll((line, amount) -> amount.stripTrailingZeros());
            return lines;
        }

        void add(Paper paper) {
            if (paper.late) {
                count("LATE");
            }
            switch (effect(paper)) {
                case "sale" -> sell(paper);
                case "return" -> takeBack(paper);
                case "in" -> drawer(paper, "PAID_IN", BigDecimal.ONE);
                case "out" -> drawer(paper, "PAID_OUT", BigDecimal.ONE.negate());
                case "deposit" -> pay(paper, false);
                case "unknown" -> count("UNKNOWN");
                default -> {
                    // quotes and waybills have no effect
                }
            }
        }

        private static String effect(Paper paper) {
            String document = paper.document.toUpperCase(Locale.ROOT);
            String transaction = paper.transaction.toUpperCase(Locale.ROOT);
            if (document.equals("EXPENSE_SLIP")) {
                return paper.original || transaction.equals("RETURN") ? "return" : "out";
            }
            if (document.equals("RETURN_SLIP") || document.equals("NONE_FISCAL_RETURN")) {
                return "return";
            }
            if (document.equals("POS_PAID_IN") || document.equals("NONE_FISCAL_CASH_IN_FLOW")) {
                return "in";
            }
            if (document.equals("POS_PAID_OUT")
                    || document.equals("NONE_FISCAL_CASH_OUT_FLOW")
                    || document.equals("NONE_FISCAL_SELF_BILLING_INVOICE")) {
                return "out";
            }
            if (document.endsWith("WAYBILL") || document.equals("NONE_FISCAL_DELIVERY_NOTE")) {
                return "nothing";
            }
            if (!RECEIPTS.contains(document)) {
                return "unknown";
            }
            return switch (transaction) {
                case "", "SALE", "EXCHANGE" -> "sale";
                case "RETURN" -> "return";
                case "ORDER", "LAYAWAY", "RESERVATION" -> "deposit";
                case "QUOTE" -> "nothing";
                default -> "unknown";
            };
        }

        private void sell(Paper paper) {
            count("SALES");
            BigDecimal takings = takings(paper);
            put(paper, "TAKINGS", takings);
            for (String kind : List.of("DISCOUNTS", "SURCHARGES", "SERVICE_CHARGE", "ROUNDING", "TIPS")) {
                put(paper, kind, amountOf(paper, kind));
            }
            pay(paper, false);
        }

        private void takeBack(Paper paper) {
            count("RETURNED");
            BigDecimal takings = takings(paper);
            put(paper, "TAKINGS", takings == null ? null : takings.abs().negate());
            put(paper, "RETURNS", takings == null ? null : takings.abs().negate());
            for (String kind : List.of("DISCOUNTS", "SURCHARGES", "SERVICE_CHARGE", "TIPS")) {
                BigDecimal amount = amountOf(paper, kind);
                put(paper, kind, amount == null ? null : amount.abs().negate());
            }
            // A return with minus signs gives its rounding as it counts; one that repeats its sale, with the opposite
            // sign.
            BigDecimal rounding = amountOf(paper, "ROUNDING");
            boolean minus = takings != null && takings.signum() < 0;
            put(paper, "ROUNDING", rounding == null || minus ? rounding : rounding.negate());
            pay(paper, true);
        }

        private void drawer(Paper paper, String kind, BigDecimal sign) {
            BigDecimal total = paper.unreadable.contains("TOTAL") ? null : paper.amounts.get("TOTAL");
            put(paper, kind, total == null ? null : total.abs());
            put(paper, "CASH", total == null ? null : total.abs().multiply(sign));
        }

        private void pay(Paper paper, boolean refund) {
            for (Paid paid : paper.payments) {
                BigDecimal amount = paid.amount() == null
                        ? null
                        : refund ? paid.amount().abs().negate() : paid.amount();
                put(paper, paid.kind(), amount);
                if (paid.kind().equals("CASH_PAYMENT")) {
                    put(paper, "CASH", amount);
                }
            }
            BigDecimal change = amountOf(paper, "CHANGE");
            BigDecimal counted = change == null ? null : refund ? change.abs().negate() : change;
            put(paper, "CHANGE", counted);
            put(paper, "CASH", counted == null ? null : counted.negate());
        }

        private static BigDecimal takings(Paper paper) {
            boolean known = paper.amounts.get("TOTAL") != null
                    && paper.unreadable.stream()
                            .noneMatch(Set.of("TOTAL", "DISCOUNTS", "SURCHARGES", "SERVICE_CHARGE")::contains);
            return !known
                    ? null
                    : paper.amounts
                            .get("TOTAL")
                            .subtract(paper.amounts.getOrDefault("DISCOUNTS", BigDecimal.ZERO))
                            .add(paper.amounts.getOrDefault("SURCHARGES", BigDecimal.ZERO))
                            .add(paper.amounts.getOrDefault("SERVICE_CHARGE", BigDecimal.ZERO));
        }

        /** Returns an amount, zero if missing; null if it cannot be read. */
        private static BigDecimal amountOf(Paper paper, String kind) {
            return paper.unreadable.contains(kind) ? null : paper.amounts.getOrDefault(kind, BigDecimal.ZERO);
        }

        private void count(String line) {
            lines.merge(line, BigDecimal.ONE, BigDecimal::add);
        }

        private void put(Paper paper, String kind, BigDecimal amount) {
            String line = paper.currency + " " + kind;
            if (amount == null) {
                lacking.computeIfAbsent(line, all -> new HashSet<>()).add(paper);
            } else {
                lines.merge(line, amount, BigDecimal::add);
            }
        }
    }
}
