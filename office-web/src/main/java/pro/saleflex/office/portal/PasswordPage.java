package pro.saleflex.office.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import pro.saleflex.office.account.PasswordFault;
import pro.saleflex.office.account.PortalUsers;

/** The page on which users change their own password, by choice or because it was generated: {@code password.xhtml}. */
@Named
@RequestScoped
public class PasswordPage {
    @Inject
    PortalUsers users;

    @Inject
    CurrentUser currentUser;

    @Inject
    FacesContext faces;

    @Inject
    Clock clock;

    private String before;
    private String after;
    private String again;

    /** Changes the password and goes to the board; ends all other sessions of the user. */
    public String change() {
        if (!after.equals(again)) {
            return refuse("password.DIFFERENT");
        }
        HttpServletRequest request = Session.request(faces);
        Optional<PasswordFault> fault =
                users.changePassword(currentUser.getName(), before, after, Session.address(request));
        if (fault.isPresent()) {
            return refuse("password." + fault.get());
        }
        users.current(currentUser.getName()).ifPresent(user -> Session.start(request, user, clock.instant()));
        faces.getExternalContext().getFlash().setKeepMessages(true);
        faces.addMessage(null, new FacesMessage(Texts.of(faces.getViewRoot().getLocale(), "password.done")));
        return "/index.xhtml?faces-redirect=true";
    }

    private String refuse(String key) {
        String text = Texts.of(faces.getViewRoot().getLocale(), key);
        faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
        return null;
    }

    /** Always null: never sent back to the browser. */
    public String getBefore() {
        return null;
    }

    /** Sets the current password. */
    public void setBefore(String before) {
        this.before = before;
    }

    /** Always null: never sent back to the browser. */
    public String getAfter() {
        return null;
    }

    /** Sets the new password. */
    public void setAfter(String after) {
        this.after = after;
    }

    /** Always null: never sent back to the browser. */
    public String getAgain() {
        return null;
    }

    /** Sets the new password, repeated. */
    public void setAgain(String again) {
        this.again = again;
    }
}
