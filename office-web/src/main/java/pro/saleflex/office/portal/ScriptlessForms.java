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
 * Accepts forms from browsers without scripts. PrimeFaces' script adds the page's CSP nonce to each form, and
 * PrimeFaces fails without it. A full page load may use a new nonce, so such a form gets one here.
 */
public class ScriptlessForms implements PhaseListener {
    private static final long serialVersionUID = 1L;
    private static final String NONCE = "primefaces.nonce";
    private static final String GENERATED = "office.nonce.made";

    /** Called by Faces. */
    public ScriptlessForms() {}

    /** Returns the request, with a nonce added if it lacks one. */
    static HttpServletRequest complete(HttpServletRequest request) {
        if (!request.getMethod().equals("POST") || PortalGuard.isAjax(request) || request.getParameter(NONCE) != null) {
            return request;
        }
        request.setAttribute(GENERATED, true);
        String nonce = Base64.getEncoder()
                .encodeToString(
                        UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8)); // as PrimeFaces generates them
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

    /**
     * Drops the nonce of the previous page. Listeners run in reverse order after a phase, so this one before
     * PrimeFaces'.
     */
    @Override
    public void afterPhase(PhaseEvent event) {
        FacesContext faces = event.getFacesContext();
        UIViewRoot root = faces.getViewRoot();
        Map<String, Object> view = root == null ? null : root.getViewMap(false);
        if (view != null && faces.getExternalContext().getRequestMap().containsKey(GENERATED)) {
            view.remove(NONCE);
        }
    }
}
