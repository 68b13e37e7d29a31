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
import pro.saleflex.office.account.Role;
import pro.saleflex.office.account.UserView;

/**
 * Signs a wall screen in: turns the token in its address into a session and redirects to an address without it. The
 * browser keeps the token in a cookie, because nobody is there to open the address again after a restart of the server.
 */
@WebServlet(KioskEntrance.PATH)
public class KioskEntrance extends HttpServlet {
    static final String PATH = "/kiosk";

    private static final long serialVersionUID = 1L;

    @Inject
    transient Kiosks kiosks;

    @Inject
    transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Referrer-Policy", "no-referrer");
        String given = request.getParameter("token");
        if (request.getUserPrincipal() != null && (given == null || !request.isUserInRole(Role.KIOSK.name()))) {
            response.sendRedirect(request.getContextPath() + "/");
            return;
        }
        Optional<String> token = Optional.ofNullable(given).or(() -> Cookies.value(request, Cookies.KIOSK));
        Optional<UserView> screen = token.flatMap(kiosks::authenticate);
        if (screen.isPresent()) {
            Cookies.set(request, response, Cookies.KIOSK, token.get(), Cookies.YEAR);
            Session.start(request, screen.get(), clock.instant());
            response.sendRedirect(request.getContextPath() + "/");
        } else if (given == null) {
            Cookies.set(request, response, Cookies.KIOSK, "", Cookies.GONE);
            response.sendRedirect(request.getContextPath() + PortalGuard.LOGIN);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
