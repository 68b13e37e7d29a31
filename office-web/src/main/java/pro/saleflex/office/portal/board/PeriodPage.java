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
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.PageNotFound;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.status.Tile;

/** The page of a terminal's closed period (Z): {@code period.xhtml?id=...&period=...}, for those who see its store. */
@Named
@RequestScoped
public class PeriodPage {
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
    private TileLabels labels;
    private Instant now;
    // Read once: the page asks for each of these several times while it is rendered.
    private List<IncompletePeriodView> incompletePeriods;
    private List<Claim> claims;

    @PostConstruct
    void read() {
        Map<String, String> parameters =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        now = clock.instant();
        labels = new TileLabels(currentUser, now);
        id = CurrentUser.id(parameters.get("id")).orElse(null);
        tile = Optional.ofNullable(id)
                .flatMap(board::details)
                .map(StatusBoard.Details::tile)
                .filter(found -> currentUser.getStores().contains(found.store()))
                .orElse(null);
        String number = parameters.getOrDefault("period", "");
        if (tile != null && number.matches("-?[0-9]{1,18}")) {
            period = closures.closed(id, Long.parseLong(number)).orElse(null);
        }
        if (period != null) {
            incompletePeriods = periods.incomplete(id, period.number()).stream()
                    .map(incomplete -> IncompletePeriodView.of(incomplete, labels, now, tile.store()))
                    .toList();
            claims = compare();
        }
    }

    /** Answers 404 when the viewer's stores have no such closed period. */
    public void open() throws IOException {
        if (period == null) {
            PageNotFound.answer();
        }
    }

    /** Returns the terminal. */
    public UUID getId() {
        return id;
    }

    /** Returns the terminal's code and the period's name. */
    public String getTitle() {
        return tile.code() + ": " + getName();
    }

    /** Returns the terminal's code in its store. */
    public String getCode() {
        return tile.code();
    }

    /** Returns the period's name. */
    public String getName() {
        return labels.text("sums.period", labels.number(period.number()));
    }

    /** Returns its start as the terminal reported it; empty: not reported. */
    public String getStart() {
        return labels.time(period.startedAt(), tile.store());
    }

    /** Returns its end as the terminal reported it; empty: not reported. */
    public String getEnd() {
        return labels.time(period.endedAt(), tile.store());
    }

    /** Returns when its closure was received. */
    public String getClosed() {
        return labels.time(period.closedAt(), tile.store());
    }

    /** Returns its figures. */
    public List<FiguresTable.Line> getFigures() {
        return FiguresTable.closed(labels, tile.store().currency(), period);
    }

    /** Returns what it lacks: one element, or none when it is complete. */
    public List<IncompletePeriodView> getIncompletePeriods() {
        return incompletePeriods;
    }

    /** Returns the totals that the terminal claims, compared with the same totals of the documents received. */
    public List<Claim> getClaims() {
        return claims;
    }

    private List<Claim> compare() {
        Long claimed = period.claimed().documents();
        Long received = period.received().documents();
        return List.of(
                new Claim(
                        "DOCUMENTS",
                        claimed == null ? TileLabels.NO_VALUE : labels.number(claimed),
                        labels.number(received),
                        claimed == null || claimed.equals(received) ? "" : labels.number(claimed - received)),
                claim("GROSS", period.claimed().gross(), period.received().gross()),
                claim("NET", period.claimed().net(), period.received().net()));
    }

    private Claim claim(String key, Sum claimed, Sum received) {
        String currency = tile.store().currency();
        boolean same = claimed == null || received == null || claimed.amount().compareTo(received.amount()) == 0;
        return new Claim(
                key,
                claimed == null ? TileLabels.NO_VALUE : labels.sum(claimed, currency),
                received == null ? labels.text("period.currencies") : labels.sum(received, currency),
                same ? "" : labels.money(claimed.amount().subtract(received.amount()), currency));
    }

    /** Whether any claim differs from the documents received. */
    public boolean isDiffering() {
        return claims.stream().anyMatch(claim -> !claim.difference().isEmpty());
    }

    /**
     * A total that the terminal claims for a period.
     *
     * @param key the figure: {@code DOCUMENTS}, {@code GROSS} or {@code NET}
     * @param claimed the total in the closure
     * @param received the same total of the documents received
     * @param difference claimed less received; empty: equal, or not comparable
     */
    public record Claim(String key, String claimed, String received, String difference) {}
}
