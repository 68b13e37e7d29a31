package pro.saleflex.office.portal.system;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pro.saleflex.office.archive.check.ArchiveChecks;
import pro.saleflex.office.archive.check.ArchiveChecks.CheckState;
import pro.saleflex.office.archive.check.CheckKind;
import pro.saleflex.office.archive.recovery.StoreRecovery;
import pro.saleflex.office.archive.recovery.StoreRecovery.RecoveryState;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Texts;
import pro.saleflex.office.portal.system.CheckLabels.Card;

/**
 * Verifications of the archive, rehearsals of the restore, backups of the database and the recovery of a lost store, on
 * {@code system.xhtml}. Everybody sees the results of the first two; administrators ask for them. The facade does not check the role; this bean does with each action.
 */
@Named
@RequestScoped
public class ChecksPage {
    private static final String ASKED = "system.check.asked";
    private static final String DENIED = "gate.denied";
    private static final String RECOVERY_ASKED = "system.recovery.asked";
    private static final String RECOVERY_IMPOSSIBLE = "system.recovery.impossible";

    /** For so long the page tells how a recovery ended. */
    private static final Duration TOLD = Duration.ofDays(7);

    @Inject
    ArchiveChecks checks;

    @Inject
    StoreRecovery recovery;

    @Inject
    Clock clock;

    @Inject
    CurrentUser currentUser;

    private List<Card> cards;

    /** Reports the result of the last action. */
    public void open() {
        FacesContext faces = FacesContext.getCurrentInstance();
        String done = faces.getExternalContext().getRequestParameterMap().getOrDefault("done", "");
        if (!faces.isPostback() && List.of(ASKED, RECOVERY_ASKED).contains(done)) {
            Texts.tell(FacesMessage.SEVERITY_INFO, done);
        } else if (!faces.isPostback() && List.of(DENIED, RECOVERY_IMPOSSIBLE).contains(done)) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, done);
        }
    }

    /**
     * Returns what is known: for administrators of a recovery, if there is something to recover; of the verification, of
     * the rehearsal, and for administrators of the backup.
     */
    public List<Card> getCards() {
        if (cards == null) {
            CheckState state = checks.state();
            CheckLabels labels = new CheckLabels(currentUser);
            cards = new ArrayList<>(List.of(labels.verification(state), labels.rehearsal(state)));
            if (currentUser.isAdmin()) {
                cards.add(labels.backup(state));
                RecoveryState recoveries = recovery.state();
                if (recoveries.possible() || isTold(recoveries)) {
                    cards.add(0, labels.recovery(recoveries));
                }
            }
        }
        return cards;
    }

    private boolean isTold(RecoveryState recoveries) {
        return recoveries
                .last()
                .filter(last -> last.endedAt()
                        .orElse(clock.instant())
                        .isAfter(clock.instant().minus(TOLD)))
                .isPresent();
    }

    /** Asks for a complete verification of the archive. */
    public String verify() {
        return request(CheckKind.VERIFICATION);
    }

    /** Asks for a rehearsal of the restore. */
    public String rehearse() {
        return request(CheckKind.REHEARSAL);
    }

    /** Asks for a backup of the database. */
    public String backUp() {
        return request(CheckKind.BACKUP);
    }

    /** Has the next start restore the store from the archive of a lost server. */
    public String recover() {
        String done = DENIED;
        if (currentUser.isAdmin()) {
            done = recovery.request(currentUser.getName()) ? RECOVERY_ASKED : RECOVERY_IMPOSSIBLE;
        }
        return told(done);
    }

    /** Checks again who acts: the page may have been open since before the user's role changed. */
    private String request(CheckKind kind) {
        if (currentUser.isAdmin()) {
            checks.request(kind, currentUser.getName());
        }
        return told(currentUser.isAdmin() ? ASKED : DENIED);
    }

    private static String told(String done) {
        return "/system.xhtml?faces-redirect=true&done=" + done;
    }
}
