package pro.saleflex.office.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.terminal.TerminalView;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.terminal.enrolment.EnrolmentView;
import pro.saleflex.office.terminal.enrolment.Enrolments;

/** Request-scoped cache of one terminal and its enrolment: a page asks for them many times while it is rendered. */
@RequestScoped
public class TerminalLook {
    @Inject
    Terminals terminals;

    @Inject
    Enrolments enrolments;

    private TerminalView terminal;
    private EnrolmentView enrolment;

    Optional<TerminalView> terminal(UUID id) {
        if (terminal == null && id != null) {
            terminal = terminals.find(id).orElse(null);
        }
        return Optional.ofNullable(terminal);
    }

    EnrolmentView enrolment(UUID id) {
        if (enrolment == null) {
            enrolment = enrolments.of(id);
        }
        return enrolment;
    }

    /** Drops the cache, after a change. */
    void clear() {
        terminal = null;
        enrolment = null;
    }
}
