package pro.saleflex.office.portal.system;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import pro.saleflex.office.archive.check.ArchiveChecks;
import pro.saleflex.office.archive.check.ArchiveChecks.CheckState;
import pro.saleflex.office.archive.check.CheckKind;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Texts;
import pro.saleflex.office.portal.system.CheckLabels.Card;

/**
 * Verifications of the archive, rehearsals of the restore and backups of the database, on {@code system.xhtml}. Everybody
 * sees their results, but for the backup's; administrators ask for them. The facade does not check the role; this bean does with each action.
 */
@Named
@RequestScoped
public class ChecksPage {
    private static final String ASKED = "system.check.asked";
    private static final String DENIED = "gate.denied";

    @Inject
    ArchiveChecks checks;

    @Inject
    CurrentUser currentUser;

    private List<Card> cards;

    /** Reports the result of the last action. */
    public void open() {
        FacesContext faces = FacesContext.getCurrentInstance();
        String done = faces.getExternalContext().getRequestParameterMap().getOrDefault("done", "");
        if (!faces.isPostback() && List.of(ASKED, DENIED).contains(done)) {
            Texts.tell(done.equals(ASKED) ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_ERROR, done);
        }
    }

    /** Returns what is known: of the verification, of the rehearsal, and for administrators of the backup. */
    public List<Card> getCards() {
        if (cards == null) {
            CheckState state = checks.state();
            CheckLabels labels = new CheckLabels(currentUser);
            cards = currentUser.isAdmin()
                    ? List.of(labels.verification(state), labels.rehearsal(state), labels.backup(state))
                    : List.of(labels.verification(state), labels.rehearsal(state));
        }
        return cards;
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

    /** Checks again who acts: the page may have been open since before the user's role changed. */
    private String request(CheckKind kind) {
        if (currentUser.isAdmin()) {
            checks.request(kind, currentUser.getName());
        }
        return "/system.xhtml?faces-redirect=true&done=" + (currentUser.isAdmin() ? ASKED : DENIED);
    }
}
