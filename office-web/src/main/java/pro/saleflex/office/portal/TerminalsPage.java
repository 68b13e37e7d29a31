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

/** The page of terminals: what each has handed over, and who was turned away. */
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
    private Map<UUID, Long> lengths;
    private Map<UUID, EnrolmentView> enrolled;

    @PostConstruct
    void read() {
        lengths = journal.lengths();
        enrolled = enrolments.all();
        all = terminals.all().stream()
                .filter(terminal -> currentUser.shows(terminal.officeCode(), terminal.storeCode()))
                .sorted(Comparator.comparing((TerminalView terminal) -> !isAwaited(terminal))
                        .thenComparing(terminal -> -documents(terminal)))
                .toList();
        // Who names a store that is none of ours is shown to those who see all stores.
        boolean everything = currentUser.isShowingAllStores()
                && currentUser.user().filter(UserView::allStores).isPresent();
        refused = terminals.refusedCallers().stream()
                .filter(caller -> everything
                        || currentUser.shows(
                                caller.codes().officeCode(), caller.codes().storeCode()))
                .toList();
    }

    /** The terminals of the stores that are shown: those that are to enrol first, then those with the most documents. */
    public List<TerminalView> getAll() {
        return all;
    }

    /** Callers that were turned away, the latest first. */
    public List<RefusedCaller> getRefused() {
        return refused;
    }

    /** How many documents the terminal's journal holds. */
    public long documents(TerminalView terminal) {
        return lengths.getOrDefault(terminal.id(), 0L);
    }

    /** Is there something to do about its enrolment? */
    private boolean isAwaited(TerminalView terminal) {
        EnrolmentState state = enrolment(terminal).state();
        return state == EnrolmentState.WAITING || state == EnrolmentState.LOCKED;
    }

    /** How far the terminal's enrolment is. */
    public EnrolmentView enrolment(TerminalView terminal) {
        return enrolled.getOrDefault(terminal.id(), EnrolmentView.NONE);
    }

    /** The ranges from which the terminal needs no secret, on one line. */
    public String networks(TerminalView terminal) {
        return String.join(", ", terminal.trustedNetworks());
    }

    /** When a caller was last turned away, in the time of the store it named. */
    public String lastTime(RefusedCaller caller) {
        TerminalCodes codes = caller.codes();
        StoreRef named = currentUser.getStores().stream()
                .filter(store -> store.officeCode().equals(codes.officeCode())
                        && store.storeCode().equals(codes.storeCode()))
                .findFirst()
                .orElse(null);
        return currentUser.time(caller.lastAt(), named);
    }
}
