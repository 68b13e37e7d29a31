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
 * What documents come to, told by their plain meaning and document by document: a check of the product's figures that shares
 * no code with them. Figures are lines of text to amounts, such as {@code EUR TAKINGS}; what is zero is left out.
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

    /** One document; an amount that is null was not told. */
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

    /** A live payment; without an amount it cannot be read. */
    record Paid(String kind, BigDecimal amount) {}

    void add(Paper paper) {
        papers.add(paper);
    }

    /** What some of the documents come to. */
    SortedMap<String, BigDecimal> lines(Predicate<Paper> which) {
        Page page = new Page();
        papers.stream().filter(paper -> paper.counts).filter(which).forEach(page::add);
        return page.lines();
    }

    /** Some of the documents as terminals count them when they close a period, see the protocol; null: two currencies. */
    List<BigDecimal> asTerminalsCount(Predicate<Paper> which) {
        List<Paper> all = papers.stream().filter(which).toList();
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
                one("LATE");
            }
            switch (what(paper)) {
                case "sale" -> sell(paper);
                case "return" -> takeBack(paper);
                case "in" -> drawer(paper, "PAID_IN", BigDecimal.ONE);
                case "out" -> drawer(paper, "PAID_OUT", BigDecimal.ONE.negate());
                case "deposit" -> pay(paper, false);
                case "unknown" -> one("UNKNOWN");
                default -> {
                    // a quote, goods on their way: nothing
                }
            }
        }

        private static String what(Paper paper) {
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
            one("SALES");
            BigDecimal taken = taken(paper);
            put(paper, "TAKINGS", taken);
            for (String kind : List.of("DISCOUNTS", "SURCHARGES", "SERVICE_CHARGE", "ROUNDING", "TIPS")) {
                put(paper, kind, told(paper, kind));
            }
            pay(paper, false);
        }

        private void takeBack(Paper paper) {
            one("RETURNED");
            BigDecimal taken = taken(paper);
            put(paper, "TAKINGS", taken == null ? null : taken.abs().negate());
            put(paper, "RETURNS", taken == null ? null : taken.abs().negate());
            for (String kind : List.of("DISCOUNTS", "SURCHARGES", "SERVICE_CHARGE", "TIPS")) {
                BigDecimal told = told(paper, kind);
                put(paper, kind, told == null ? null : told.abs().negate());
            }
            // A return that is told with minus signs is rounded as told; one told like its sale the other way.
            BigDecimal rounding = told(paper, "ROUNDING");
            boolean minus = taken != null && taken.signum() < 0;
            put(paper, "ROUNDING", rounding == null || minus ? rounding : rounding.negate());
            pay(paper, true);
        }

        private void drawer(Paper paper, String kind, BigDecimal sign) {
            BigDecimal total = paper.unreadable.contains("TOTAL") ? null : paper.amounts.get("TOTAL");
            put(paper, kind, total == null ? null : total.abs());
            put(paper, "CASH", total == null ? null : total.abs().multiply(sign));
        }

        private void pay(Paper paper, boolean back) {
            for (Paid paid : paper.payments) {
                BigDecimal amount = paid.amount() == null
                        ? null
                        : back ? paid.amount().abs().negate() : paid.amount();
                put(paper, paid.kind(), amount);
                if (paid.kind().equals("CASH_PAYMENT")) {
                    put(paper, "CASH", amount);
                }
            }
            BigDecimal change = told(paper, "CHANGE");
            BigDecimal handed = change == null ? null : back ? change.abs().negate() : change;
            put(paper, "CHANGE", handed);
            put(paper, "CASH", handed == null ? null : handed.negate());
        }

        private static BigDecimal taken(Paper paper) {
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

        /** What is not told is nothing; null: it cannot be read. */
        private static BigDecimal told(Paper paper, String kind) {
            return paper.unreadable.contains(kind) ? null : paper.amounts.getOrDefault(kind, BigDecimal.ZERO);
        }

        private void one(String line) {
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
