package pro.saleflex.office.portal.board;

import java.time.Instant;
import pro.saleflex.office.closure.IncompletePeriod;
import pro.saleflex.office.closure.IncompletePeriod.Explanation;
import pro.saleflex.office.terminal.StoreRef;

/**
 * A closed period that lacks documents, as text.
 *
 * @param style CSS class of its line; empty: explained, so no cause for alarm
 * @param period the period's name
 * @param what what is missing
 * @param hint says that the documents may still be on their way; empty: they are overdue
 * @param reason explanation they are missing, as somebody explained it; empty: nobody did
 * @param explained how many documents that explains, who did and when; empty: nobody did
 */
public record IncompletePeriodView(
        String style, String period, String what, String hint, String reason, String explained) {

    static IncompletePeriodView of(IncompletePeriod period, TileLabels labels, Instant now, StoreRef store) {
        Explanation explanation = period.explanation();
        return new IncompletePeriodView(
                period.explained() ? "" : period.inGracePeriod(now) ? "callout" : "callout CRITICAL",
                labels.text("till.lack.period", labels.number(period.closureNumber())),
                period.gaps().isEmpty()
                        ? labels.text("till.lack.counted", labels.number(period.missing()))
                        : labels.text("till.lack.named", period.numbers()),
                period.inGracePeriod(now) ? labels.text("till.lack.waits") : "",
                explanation == null ? "" : explanation.reason(),
                explanation == null
                        ? ""
                        : labels.text(
                                "till.lack.explained",
                                labels.number(explanation.missing()),
                                explanation.by(),
                                labels.time(explanation.at(), store)));
    }
}
