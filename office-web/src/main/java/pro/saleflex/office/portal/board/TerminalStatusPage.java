package pro.saleflex.office.portal.board;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.closure.IncompletePeriod;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.PageNotFound;
import pro.saleflex.office.portal.Texts;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.status.TerminalRequests;
import pro.saleflex.office.status.TerminalState;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.Terminals;

/**
 * The page of one terminal, {@code till.xhtml?id=...}: what is requested of it and done to it. For those who see its
 * store; {@link TerminalStatusView} holds what is shown.
 */
@Named
@RequestScoped
public class TerminalStatusPage {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Set<String> DONE = Set.of("till.done", "till.blocked", "till.unblocked", "till.explained");

    @Inject
    StatusBoard board;

    @Inject
    PeriodChecks periods;

    @Inject
    TerminalRequests requests;

    @Inject
    Terminals terminals;

    @Inject
    AuditTrail audit;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    @Inject
    TerminalStatusView view;

    private UUID id;
    private StatusBoard.Details details;
    private boolean viewRead;
    private List<IncompletePeriod> incomplete;
    private List<IncompletePeriod> unexplained;
    private String reason = "";
    private Long period;
    private Long first;
    private Long last;

    @PostConstruct
    void read() {
        id = CurrentUser.id(FacesContext.getCurrentInstance()
                        .getExternalContext()
                        .getRequestParameterMap()
                        .get("id"))
                .orElse(null); // open() then answers 404
    }

    /** Answers 404 when the viewer's stores have no such terminal; reports the last action. */
    public void open() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        String done = faces.getExternalContext().getRequestParameterMap().getOrDefault("done", "");
        if (DONE.contains(done) && !faces.isPostback()) {
            Texts.tell(FacesMessage.SEVERITY_INFO, done);
        }
        details = find().orElse(null);
        if (details == null) {
            PageNotFound.answer();
        }
    }

    private Optional<StatusBoard.Details> find() {
        return Optional.ofNullable(id).flatMap(board::details).filter(details -> currentUser
                .getStores()
                .contains(details.tile().store()));
    }

    /** Returns what is shown of the terminal, as it is now. */
    public TerminalStatusView getNow() {
        if (!viewRead) {
            view.read(found(), incomplete());
            viewRead = true;
        }
        return view;
    }

    private StatusBoard.Details found() {
        if (details == null) {
            details = find().orElseThrow(PageNotFound::new);
        }
        return details;
    }

    /** Returns the terminal's code in its store. */
    public String getCode() {
        return found().tile().code();
    }

    /** Whether the terminal is blocked. */
    public boolean isBlocked() {
        return found().tile().blocked();
    }

    /**
     * Whether requests can be made: only of a terminal that sends heartbeats; any other would get them at an unknown
     * time.
     */
    public boolean isAskable() {
        return found().tile().lastHeartbeat() != null && found().tile().state() != TerminalState.ON_DEMAND;
    }

    /** Requests that the terminal hand over receipts again. */
    public String resend() {
        if (period == null || first == null || last == null || period < 1 || first < 1 || last < first) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.RESEND.wrong");
            return null;
        }
        return act("till.done", () -> requests.resend(id, period, first, last, currentUser.getName()));
    }

    /** Requests that the terminal pull its master data again. */
    public String refresh() {
        return act("till.done", () -> requests.refresh(id, currentUser.getName()));
    }

    /**
     * Whether the form for explanations is rendered; also on a postback, so that a form that was shown is processed.
     */
    public boolean isExplaining() {
        return FacesContext.getCurrentInstance().isPostback()
                || !getUnexplained().isEmpty();
    }

    /** Returns its closed periods that lack documents without an explanation. */
    public List<IncompletePeriod> getUnexplained() {
        if (unexplained == null) {
            unexplained =
                    incomplete().stream().filter(period -> !period.explained()).toList();
        }
        return unexplained;
    }

    /** Returns the incomplete periods, read once, so that the form and the list below it show the same ones. */
    private List<IncompletePeriod> incomplete() {
        if (incomplete == null) {
            incomplete = periods.incomplete(id);
        }
        return incomplete;
    }

    /** Returns the label by which a period is chosen: its number, and how many documents it lacks. */
    public String choice(IncompletePeriod period) {
        TileLabels labels = new TileLabels(currentUser, clock.instant());
        return labels.number(period.closureNumber()) + " ("
                + labels.text("till.explain.lacks", labels.number(period.missing())) + ")";
    }

    /**
     * Stores why a period lacks the documents that the page showed as missing, whatever arrived or went missing since.
     */
    public String explain() {
        String[] chosen = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("lack", "")
                .split(":", -1);
        Optional<String> explanation = PeriodChecks.reason(reason);
        if (chosen.length != 2
                || !WHOLE_NUMBER.matcher(chosen[0]).matches()
                || !WHOLE_NUMBER.matcher(chosen[1]).matches()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.explain.gone");
            return null;
        }
        if (explanation.isEmpty()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.explain.noreason");
            return null;
        }
        boolean[] stored = new boolean[1];
        String next = act(
                "till.explained",
                () -> stored[0] = periods.explain(
                                id,
                                Long.parseLong(chosen[0]),
                                Long.parseLong(chosen[1]),
                                explanation.get(),
                                currentUser.getName())
                        .isPresent());
        if (next != null && !stored[0]) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.explain.gone");
            return null;
        }
        return next;
    }

    /** Returns why a period lacks documents. */
    public String getReason() {
        return reason;
    }

    /** Sets why a period lacks documents. */
    public void setReason(String reason) {
        this.reason = reason;
    }

    /** Returns the greatest length of a reason, in characters. */
    public int getLongestReason() {
        return PeriodChecks.LONGEST_REASON;
    }

    /** Blocks or unblocks the terminal as the clicked button said, whatever its state is by now. */
    public String block() {
        boolean blocked = Boolean.parseBoolean(FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("block"));
        return act(blocked ? "till.blocked" : "till.unblocked", () -> {
            terminals.changeTerminal(id, TerminalChange.block(blocked));
            audit.add(currentUser.getName(), "terminal.change", "terminal " + id, "blocked " + blocked);
        });
    }

    /** Checks again who acts: the page may have been open since before the user's role or stores changed. */
    private String act(String done, Runnable action) {
        if (!currentUser.isActing() || find().isEmpty()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.denied");
            return null;
        }
        action.run();
        // In the address, not in the flash: a live refresh under way would consume a flash message.
        return "/till.xhtml?faces-redirect=true&id=" + id + "&done=" + done;
    }

    /** Returns the terminal. */
    public UUID getId() {
        return id;
    }

    /** Returns the period whose receipts are requested. */
    public Long getPeriod() {
        return period;
    }

    /** Sets the period whose receipts are requested. */
    public void setPeriod(Long period) {
        this.period = period;
    }

    /** Returns the first receipt requested. */
    public Long getFirst() {
        return first;
    }

    /** Sets the first receipt requested. */
    public void setFirst(Long first) {
        this.first = first;
    }

    /** Returns the last receipt requested. */
    public Long getLast() {
        return last;
    }

    /** Sets the last receipt requested. */
    public void setLast(Long last) {
        this.last = last;
    }
}
