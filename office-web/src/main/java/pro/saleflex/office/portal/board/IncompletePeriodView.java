package pro.saleflex.office.portal.board;

import java.time.Instant;
import pro.saleflex.office.closure.IncompletePeriod;
import pro.saleflex.office.closure.IncompletePeriod.Explanation;
import pro.saleflex.office.terminal.StoreRef;

/**
 * A closed period that lacks documents, in words.
 *
 * @param style class of its line; empty: nothing to be alarmed about
 * @param period which period
 * @param what what is missing
 * @param hint what else there is to say; empty: nothing
 * @param reason why, as somebody explained it; empty: nobody did
 * @param explained how much of it, by whom and when; empty: nobody did
 */
public record IncompletePeriodView(String style, String period, String what, String hint, String reason, String explained) {

    static IncompletePeriodView of(IncompletePeriod period, TileLabels words, Instant moment, StoreRef store) {
        Explanation why = period.explanation();
        return new IncompletePeriodView(
                period.explained() ? "" : period.inGracePeriod(moment) ? "callout" : "callout CRITICAL",
                words.text("till.lack.period", words.number(period.closureNumber())),
                period.gaps().isEmpty()
                        ? words.text("till.lack.counted", words.number(period.missing()))
                        : words.text("till.lack.named", period.numbers()),
                period.inGracePeriod(moment) ? words.text("till.lack.waits") : "",
                why == null ? "" : why.reason(),
                why == null
                        ? ""
                        : words.text(
                                "till.lack.explained",
                                words.number(why.missing()),
                                why.by(),
                                words.time(why.at(), store)));
    }
}
