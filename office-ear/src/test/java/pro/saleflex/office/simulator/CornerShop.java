package pro.saleflex.office.simulator;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/** Test fixture: a fixed clock and a small shop with two VAT rates, a weighed product and a deleted one. */
final class CornerShop {
    /** 10:11:12.123456 UTC in winter, which is an hour later in local time. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:11:12.123456Z"), ZoneId.of("Europe/Paris"));

    private CornerShop() {}

    static Shop at(int receiptNumber, int closureNumber) {
        return new Shop(
                List.of(
                        new Shop.Cashier("cashier-1", "a.sales", false),
                        new Shop.Cashier("cashier-2", "m.jones", true)),
                new Shop.Store("store-1"),
                List.of(new Shop.Currency("currency-1", "EUR"), new Shop.Currency("currency-2", "GBP")),
                List.of(new Shop.PaymentType("payment-type-1"), new Shop.PaymentType("payment-type-2")),
                List.of(
                        new Shop.VatRate("vat-0", 1, new BigDecimal("0.00")),
                        new Shop.VatRate("vat-20", 2, new BigDecimal("20.00"))),
                products(),
                List.of(new Shop.Code("discount-1", "NONE"), new Shop.Code("discount-2", "CAMPAIGN")),
                List.of(new Shop.DocumentType("document-type-1", "FISCAL_RECEIPT")),
                List.of(
                        new Shop.Sequence("sequence-1", "ReceiptNumber", receiptNumber),
                        new Shop.Sequence("sequence-2", "ClosureNumber", closureNumber)),
                List.of(new Shop.PosSettings("pos-1", 7, "currency-2")),
                List.of(new Shop.Code("campaign-1", "SPRING")),
                List.of(new Shop.Customer("customer-1", true)));
    }

    private static List<Shop.Product> products() {
        return List.of(
                product("Oat biscuit", "1.9900", false, false),
                product("Grapes", "0.0300", true, false),
                product("Coffee", "7.4550", false, false),
                product("Gone", "5.0000", false, true));
    }

    private static Shop.Product product(String name, String price, boolean weighed, boolean deleted) {
        String vat = name.startsWith("G") ? "vat-0" : "vat-20";
        return new Shop.Product(
                name, name, null, name, weighed, new BigDecimal(price), "EA", null, vat, "main", "sub", deleted);
    }

    /** That many consecutive documents of one period. */
    static List<Documents.Document> documents(int count, Options options) {
        Shop shop = at(1, 1);
        Documents documents = new Documents(new Ids(options.run(), "T0001"), options.lines());
        Shopper shopper = new Shopper(options.seed(), 1, options.cancel(), options.resend());
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> new Documents.Opened(
                        1, n, CLOCK.instant().atZone(CLOCK.getZone()).toLocalDateTime()))
                .map(opened -> documents.finish(opened, shopper.next(shop), shop, CLOCK.instant()))
                .toList();
    }
}
