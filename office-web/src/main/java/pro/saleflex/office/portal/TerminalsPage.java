package pro.saleflex.office.portal;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.terminal.RefusedCaller;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalView;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.terminal.enrolment.EnrolmentState;
import pro.saleflex.office.terminal.enrolment.EnrolmentView;
import pro.saleflex.office.terminal.enrolment.Enrolments;

/** The page of terminals, {@code terminals.xhtml}: what each has handed over, and callers that were refused. */
@Named
@RequestScoped
public class TerminalsPage {
    @Inject
    Terminals terminals;

    @Inject
    Enrolments enrolments;

    @Inject
    Journal journal;

    @Inject
    CurrentUser currentUser;

    private List<TerminalView> all;
    private List<RefusedCaller> refused;
    private Map<UUID, Long> entryCounts;
    private Map<UUID, EnrolmentView> enrolmentsById;

    @PostConstruct
    void read() {
        entryCounts = journal.lengths();
        enrolmentsById = enrolments.all();
        all = terminals.all().stream()
                .filter(terminal -> currentUser.shows(terminal.officeCode(), terminal.storeCode()))
                .sorted(Comparator.comparing(
                                (TerminalView terminal) -> isPending(terminal)
                                        ? enrolment(terminal).expiresAt()
                                        : null,
                                Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(terminal -> -documents(terminal)))
                .toList();
        // A caller that names an unknown store is shown to users who see all stores.
        boolean seesAll = currentUser.isShowingAllStores()
                && currentUser.user().filter(UserView::allStores).isPresent();
        refused = terminals.refusedCallers().stream()
                .filter(caller -> seesAll
                        || currentUser.shows(
                                caller.codes().officeCode(), caller.codes().storeCode()))
                .toList();
    }

    /**
     * Returns the terminals of the stores shown: first those whose enrolment is pending, the latest code first, then
     * those with the most documents.
     */
    public List<TerminalView> getAll() {
        return all;
    }

    /** Returns callers that were refused, latest first. */
    public List<RefusedCaller> getRefused() {
        return refused;
    }

    /** Returns how many documents the terminal's journal holds. */
    public long documents(TerminalView terminal) {
        return entryCounts.getOrDefault(terminal.id(), 0L);
    }

    /** Whether its enrolment is waiting for somebody. */
    private boolean isPending(TerminalView terminal) {
        EnrolmentState state = enrolment(terminal).state();
        return state == EnrolmentState.WAITING || state == EnrolmentState.LOCKED;
    }

    /** Returns the state of the terminal's enrolment. */
    public EnrolmentView enrolment(TerminalView terminal) {
        return enrolmentsById.getOrDefault(terminal.id(), EnrolmentView.NONE);
    }

    /** Returns the networks from which the terminal needs no secret, on one line. */
    public String networks(TerminalView terminal) {
        return String.join(", ", terminal.trustedNetworks());
    }

    /** Returns when a caller was last refused, in the time of the store it named. */
    public String lastTime(RefusedCaller caller) {
        TerminalCodes codes = caller.codes();
        StoreRef store = currentUser.getStores().stream()
                .filter(each -> each.officeCode().equals(codes.officeCode())
                        && each.storeCode().equals(codes.storeCode()))
                .findFirst()
                .orElse(null);
        return currentUser.time(caller.lastAt(), store);
    }
}
