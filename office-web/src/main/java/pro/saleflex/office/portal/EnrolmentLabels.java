package pro.saleflex.office.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalView;
import pro.saleflex.office.terminal.enrolment.EnrolmentState;
import pro.saleflex.office.terminal.enrolment.EnrolmentView;

/** Formats the state of an enrolment: the viewer's language, the store's time. */
@Named
@RequestScoped
public class EnrolmentLabels {
    @Inject
    CurrentUser currentUser;

    /** Returns the state, such as {@code Waiting for the till until 14:32 GMT+3}. */
    public String state(EnrolmentView enrolment, TerminalView terminal) {
        if (isRevoked(enrolment, terminal)) {
            return Texts.of(currentUser.getLocale(), "refused.SECRET_REVOKED");
        }
        return Texts.of(
                currentUser.getLocale(),
                "enrolment." + enrolment.state(),
                enrolment.expiresAt() == null ? "" : currentUser.clock(enrolment.expiresAt(), storeOf(terminal)));
    }

    /** Returns what the state means, and what to do. */
    public String means(EnrolmentView enrolment, TerminalView terminal) {
        return isRevoked(enrolment, terminal)
                ? Texts.of(currentUser.getLocale(), "terminal.revoked")
                : Texts.of(currentUser.getLocale(), "enrolment.means." + enrolment.state());
    }

    private static boolean isRevoked(EnrolmentView enrolment, TerminalView terminal) {
        return enrolment.state() == EnrolmentState.ENROLLED && !terminal.hasSecret();
    }

    /** Returns the CSS classes of its tag. */
    public String tone(EnrolmentView enrolment, TerminalView terminal) {
        return isRevoked(enrolment, terminal) ? "tag bad" : tone(enrolment);
    }

    private static String tone(EnrolmentView enrolment) {
        return switch (enrolment.state()) {
            case NEVER -> "tag calm";
            case WAITING -> "tag info";
            case ENROLLED -> "tag good";
            case LOCKED -> "tag bad";
            case EXPIRED -> "tag warning";
        };
    }

    /** Returns the sign of its tag, because colour alone is not accessible. */
    public String sign(EnrolmentView enrolment, TerminalView terminal) {
        return isRevoked(enrolment, terminal) ? "✕" : sign(enrolment);
    }

    private static String sign(EnrolmentView enrolment) {
        return switch (enrolment.state()) {
            case NEVER -> "–";
            case WAITING -> "…";
            case ENROLLED -> "✓";
            case LOCKED -> "✕";
            case EXPIRED -> "⚠";
        };
    }

    /** Returns the terminal's store if the user sees it; otherwise null. */
    StoreRef storeOf(TerminalView terminal) {
        return currentUser.getStores().stream()
                .filter(store -> store.officeCode().equals(terminal.officeCode())
                        && store.storeCode().equals(terminal.storeCode()))
                .findFirst()
                .orElse(null);
    }
}
