package pro.saleflex.office.portal;

import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The object of a form does not exist, or the form names none: answered with 404. */
public class PageNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Answers the current request with 404 and the error page. */
    public static void answer() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
        faces.responseComplete();
    }
}
