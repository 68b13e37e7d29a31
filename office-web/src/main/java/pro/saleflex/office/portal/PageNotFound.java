package pro.saleflex.office.portal;

import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a form is about is not there, or the form does not say what it is about: answered with 404. */
public class PageNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Answers the present request with 404 and the page that people see then. */
    public static void answer() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
        faces.responseComplete();
    }
}
