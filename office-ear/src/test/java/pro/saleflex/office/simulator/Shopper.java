package pro.saleflex.office.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import pro.saleflex.office.simulator.Basket.Line;
import pro.saleflex.office.simulator.Basket.Tender;

/**
 * Generates the baskets of one till's customers. All its randomness comes from the seed, never from the network or the
 * clock: the same seed, terminal and shop give the same baskets in the same order.
 */
final class Shopper {
    private static final int[] NOTES = {5, 10, 20, 50};

    private final SplittableRandom random;
    private final double cancelShare;
    private final double resendShare;

    Shopper(long seed, int terminalNumber, double cancelShare, double resendShare) {
        // Hashed twice: sums of seed and terminal number would coincide, seeds of a SplittableRandom are independent.
        this.random = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ terminalNumber);
        this.cancelShare = cancelShare;
        this.resendShare = resendShare;
    }

    Basket next(Shop shop) {
        List<Line> lines = lines(shop);
        boolean cancelled = random.nextDouble() < cancelShare;
        boolean resend = random.nextDouble() < resendShare;
        if (cancelled) {
            // No discount: today's terminal cannot cancel a document with campaign rows.
            return new Basket(lines, true, BigDecimal.ZERO, 0, List.of(), resend);
        }
        BigDecimal total = Basket.sum(lines, Line::total);
        BigDecimal discount = random.nextInt(5) == 0 ? discount(total) : BigDecimal.ZERO;
        int superseded = discount.signum() == 0 ? 0 : random.nextInt(5);
        return new Basket(lines, false, discount, superseded, tenders(total.subtract(discount)), resend);
    }

    private List<Line> lines(Shop shop) {
        List<Shop.Product> products = shop.forSale();
        List<Line> lines = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            Shop.Product product = products.get(random.nextInt(products.size()));
            lines.add(new Line(product, shop.vat(product), quantity(product)));
        }
        // A small weight of a cheap product may round to zero, and there is no sale of zero.
        if (Basket.sum(lines, Line::total).signum() == 0) {
            Shop.Product filler = products.get(0);
            BigDecimal quantity = BigDecimal.ONE.divide(filler.salePrice(), 0, RoundingMode.CEILING);
            lines.add(new Line(filler, shop.vat(filler), quantity));
        }
        return lines;
    }

    private BigDecimal quantity(Shop.Product product) {
        return Boolean.TRUE.equals(product.isScalable())
                ? BigDecimal.valueOf(100 + random.nextInt(1900), 3)
                : BigDecimal.valueOf(1 + random.nextInt(3));
    }

    /** 5 to 30 percent in whole cents, always less than the total. */
    private BigDecimal discount(BigDecimal total) {
        return total.multiply(BigDecimal.valueOf(5 + random.nextInt(26), 2)).setScale(2, RoundingMode.DOWN);
    }

    private List<Tender> tenders(BigDecimal due) {
        int choice = random.nextInt(100);
        if (choice < 45) {
            return List.of(cash(due));
        }
        BigDecimal byCard = choice < 80 ? due : Basket.cents(due.multiply(BigDecimal.valueOf(10 + choice % 80, 2)));
        BigDecimal rest = due.subtract(byCard);
        if (rest.signum() == 0) {
            return List.of(new Tender(Basket.CARD, due));
        }
        return byCard.signum() == 0 ? List.of(cash(due)) : List.of(new Tender(Basket.CARD, byCard), cash(rest));
    }

    /** Sometimes the exact amount, mostly rounded up to the next note. */
    private Tender cash(BigDecimal due) {
        int choice = random.nextInt(NOTES.length + 1);
        if (choice == NOTES.length) {
            return new Tender(Basket.CASH, due);
        }
        BigDecimal note = BigDecimal.valueOf(NOTES[choice]);
        return new Tender(Basket.CASH, due.divide(note, 0, RoundingMode.CEILING).multiply(note));
    }
}
