package pro.saleflex.office.portal.board;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.closure.ClosedPeriod;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.portal.PageNotFound;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.status.Tile;

/** A closed period (Z) of a till: {@code period.xhtml?id=...&period=...}, for those who see its store. */
@Named
@RequestScoped
public class PeriodPage {
    private static final String NONE = "\u2013";

    @Inject
    ClosureReader closures;

    @Inject
    PeriodChecks periods;

    @Inject
    StatusBoard board;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private UUID id;
    private Tile tile;
    private ClosedPeriod period;
    private TileLabels words;
    private Instant moment;

    @PostConstruct
    void read() {
        Map<String, String> asked =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        moment = clock.instant();
        words = new TileLabels(currentUser, moment);
        id = CurrentUser.id(asked.get("id")).orElse(null);
        tile = Optional.ofNullable(id)
                .flatMap(board::details)
                .map(StatusBoard.Details::tile)
                .filter(its -> currentUser.getStores().contains(its.store()))
                .orElse(null);
        String number = asked.getOrDefault("period", "");
        if (tile != null && number.matches("-?[0-9]{1,18}")) {
            period = closures.closed(id, Long.parseLong(number)).orElse(null);
        }
    }

    /** Answers 404 when there is no such closed period in the stores that the visitor sees. */
    public void open() throws IOException {
        if (period == null) {
            PageNotFound.answer();
        }
    }

    /** Which till. */
    public UUID getId() {
        return id;
    }

    /** Its code in the store, and the period. */
    public String getTitle() {
        return tile.code() + ": " + getName();
    }

    /** Its code in the store. */
    public String getCode() {
        return tile.code();
    }

    /** The period's name. */
    public String getName() {
        return words.text("sums.period", words.number(period.number()));
    }

    /** Its start as the till told it; empty: it did not. */
    public String getStart() {
        return words.time(period.startedAt(), tile.store());
    }

    /** Its end as the till told it; empty: it did not. */
    public String getEnd() {
        return words.time(period.endedAt(), tile.store());
    }

    /** When its closure came. */
    public String getClosed() {
        return words.time(period.closedAt(), tile.store());
    }

    /** Its figures. */
    public List<FiguresTable.Line> getSums() {
        return FiguresTable.closed(words, tile.store().currency(), period);
    }

    /** What it lacks: one line, or none. */
    public List<IncompletePeriodView> getLacks() {
        return periods.incomplete(id, period.number()).stream()
                .map(lacking -> IncompletePeriodView.of(lacking, words, moment, tile.store()))
                .toList();
    }

    /** What the till claims beside the same of the documents that came. */
    public List<Claim> getClaims() {
        Long claimed = period.claimed().documents();
        Long held = period.received().documents();
        return List.of(
                new Claim(
                        "DOCUMENTS",
                        claimed == null ? NONE : words.number(claimed),
                        words.number(held),
                        claimed == null || claimed.equals(held) ? "" : words.number(claimed - held)),
                claim("GROSS", period.claimed().gross(), period.received().gross()),
                claim("NET", period.claimed().net(), period.received().net()));
    }

    private Claim claim(String key, Sum claimed, Sum held) {
        String currency = tile.store().currency();
        boolean same = claimed == null
                || held == null
                || claimed.amount().compareTo(held.amount()) == 0;
        return new Claim(
                key,
                claimed == null ? NONE : words.sum(claimed, currency),
                held == null ? words.text("period.currencies") : words.sum(held, currency),
                same ? "" : words.money(claimed.amount().subtract(held.amount()), currency));
    }

    /** Does a claim differ from what came? */
    public boolean isDiffering() {
        return getClaims().stream().anyMatch(claim -> !claim.difference().isEmpty());
    }

    /**
     * What a till claims of a period.
     *
     * @param key which figure
     * @param claimed as the till claims it
     * @param held the same of the documents that came
     * @param difference by how much more the till claims; empty: it is the same, or cannot be compared
     */
    public record Claim(String key, String claimed, String held, String difference) {}
}
