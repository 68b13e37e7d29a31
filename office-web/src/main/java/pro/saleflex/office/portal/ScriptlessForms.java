package pro.saleflex.office.portal;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/**
 * Takes forms of browsers without scripts. PrimeFaces' script adds the page's nonce to each form, and PrimeFaces fails without
 * it; a page that is drawn anew as a whole may as well have another, so such a form gets one here.
 */
public class ScriptlessForms implements PhaseListener {
    private static final long serialVersionUID = 1L;
    private static final String NONCE = "primefaces.nonce";
    private static final String MADE = "office.nonce.made";

    /** Called by Faces. */
    public ScriptlessForms() {}

    /** The request as it is, or with the nonce that it lacks. */
    static HttpServletRequest complete(HttpServletRequest request) {
        if (!request.getMethod().equals("POST") || PortalGuard.isAjax(request) || request.getParameter(NONCE) != null) {
            return request;
        }
        request.setAttribute(MADE, true);
        String nonce = Base64.getEncoder()
                .encodeToString(
                        UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8)); // of PrimeFaces' own form
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getParameter(String name) {
                return name.equals(NONCE) ? nonce : super.getParameter(name);
            }
        };
    }

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RESTORE_VIEW;
    }

    /** Forgets the nonce of the page before. After a phase listeners are called in reverse order: this before PrimeFaces'. */
    @Override
    public void afterPhase(PhaseEvent event) {
        FacesContext faces = event.getFacesContext();
        UIViewRoot root = faces.getViewRoot();
        Map<String, Object> view = root == null ? null : root.getViewMap(false);
        if (view != null && faces.getExternalContext().getRequestMap().containsKey(MADE)) {
            view.remove(NONCE);
        }
    }
}
