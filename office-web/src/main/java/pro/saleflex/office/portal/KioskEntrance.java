package pro.saleflex.office.portal;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import pro.saleflex.office.account.Kiosks;
import pro.saleflex.office.account.UserView;

/** Where a screen on the wall comes in: the token in its address becomes a session, and the address has no token more. */
@WebServlet(KioskEntrance.PATH)
public class KioskEntrance extends HttpServlet {
    static final String PATH = "/kiosk";

    private static final long serialVersionUID = 1L;

    @Inject
    transient Kiosks kiosks;

    @Inject
    transient Clock clock;

    /** Public for the container. */
    public KioskEntrance() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Referrer-Policy", "no-referrer");
        if (request.getUserPrincipal() != null) {
            response.sendRedirect(request.getContextPath() + "/");
            return;
        }
        Optional<UserView> screen =
                Optional.ofNullable(request.getParameter("token")).flatMap(kiosks::enter);
        if (screen.isEmpty()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Session.begin(request, screen.get(), clock.instant());
        response.sendRedirect(request.getContextPath() + "/");
    }
}
