package pro.saleflex.office.portal;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import pro.saleflex.office.account.Kiosks;
import pro.saleflex.office.account.PortalUsers;
import pro.saleflex.office.account.Role;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.log.Log;

/**
 * Filters every request of the portal, after the container's role check: assigns a request id, sets the security
 * headers, rejects forged forms (CSRF), and ends sessions when the user was idle for too long, was blocked, or got
 * another password or role.
 *
 * <p>A request with the parameter {@value #BACKGROUND} is a live refresh: it does not count as the user's action.
 */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST})
public class PortalGuard extends HttpFilter {
    /** Marks a request that a page made by itself: {@code <f:param name="office.background" value="true" />}. */
    static final String BACKGROUND = "office.background";

    /** Request attribute: the user, as of now. */
    static final String USER = "office.user";

    /** Request attribute: the request id, shown on the error page and logged. */
    static final String REQUEST_ID = "office.request.id";

    /** Request attribute: a message for the page; a key of the texts, without {@code word.}. */
    static final String WORD = "office.word";

    private static final long serialVersionUID = 1L;
    private static final Log LOG = Log.of(PortalGuard.class);
    private static final String RESOURCES = "/jakarta.faces.resource/";
    private static final String PUSH = "/omnifaces.push/";
    static final String LOGIN = "/login.xhtml";
    private static final Set<String> WORDS = Set.of("dropped", "old", "done");
    private static final String PASSWORD = "/password.xhtml";

    /** PrimeFaces adds a second header that governs scripts, with its nonce; browsers enforce both. */
    private static final String POLICY = "base-uri 'none'; object-src 'none'; frame-src 'none'; frame-ancestors 'none';"
            + " form-action 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self';"
            + " style-src 'self' 'unsafe-inline'; worker-src 'none'; manifest-src 'self'";

    @Inject
    transient PortalUsers users;

    @Inject
    transient Kiosks kiosks;

    @Inject
    transient OfficeConfig config;

    @Inject
    transient Clock clock;

    @Inject
    transient IdempotentForms forms;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath();
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        request.setAttribute(REQUEST_ID, UUID.randomUUID().toString());
        addHeaders(request, response, path.startsWith(RESOURCES));
        if (isMalformed(request)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else if (path.startsWith(RESOURCES) || path.startsWith(PUSH)) {
            chain.doFilter(request, response);
        } else if (isForged(request, path)) {
            LOG.log(Level.WARNING, "Refused a form without view state for {0} from {1}", new Object[] {
                path, Session.address(request)
            });
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (request.getUserPrincipal() != null) {
            signedIn(request, response, chain, path);
        } else if ((path.equals(LOGIN) || path.equals(KioskEntrance.PATH)) && isAjax(request)) {
            // The container redirected an Ajax call here because its session is over: make the browser reload the page.
            reload(request, response);
        } else {
            proceed(request, response, chain);
        }
    }

    private void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getMethod().equals("GET") && !isAjax(request)) {
            Cookies.value(request, Cookies.WORD).filter(WORDS::contains).ifPresent(word -> {
                request.setAttribute(WORD, word);
                Cookies.set(request, response, Cookies.WORD, "", Cookies.GONE);
            });
        }
        forms.answer(ScriptlessForms.complete(request), response, chain);
    }

    /**
     * Whether the request has a path parameter, which could only be a session id (the container accepts one whatever
     * {@code web.xml} says), or a NUL in a parameter, which PostgreSQL cannot store. Pages send neither.
     */
    private static boolean isMalformed(HttpServletRequest request) {
        return request.isRequestedSessionIdFromURL()
                || request.getRequestURI().indexOf(';') >= 0
                || request.getParameterMap().values().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(value -> value.indexOf('\0') >= 0);
    }

    private static void addHeaders(HttpServletRequest request, HttpServletResponse response, boolean resource) {
        response.setHeader("X-Request-Id", (String) request.getAttribute(REQUEST_ID));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", POLICY);
        if (!resource) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /** Whether a form is forged: the portal's own carry their view state, which no other site can know. */
    private static boolean isForged(HttpServletRequest request, String path) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return !reads && (!path.endsWith(".xhtml") || request.getParameter("jakarta.faces.ViewState") == null);
    }

    private void signedIn(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String path)
            throws IOException, ServletException {
        HttpSession session = request.getSession();
        String name = request.getUserPrincipal().getName();
        Optional<UserView> user = users.current(name).or(() -> kiosks.current(name));
        if (user.isEmpty() || !Session.isOf(session, user.get()) || isIdle(request, session, user.get())) {
            request.logout();
            session.invalidate();
            reload(request, response);
            return;
        }
        request.setAttribute(USER, user.get());
        if (user.get().mustChangePassword() && !path.equals(PASSWORD) && path.endsWith(".xhtml")) {
            redirect(request, response, request.getContextPath() + PASSWORD);
        } else if (path.equals(LOGIN)
                && request.getMethod().equals("GET")
                && user.get().role() != Role.KIOSK) { // on a wall screen, somebody may want to sign in
            redirect(request, response, request.getContextPath() + "/");
        } else {
            proceed(request, response, chain);
        }
    }

    private boolean isIdle(HttpServletRequest request, HttpSession session, UserView user) {
        Instant now = clock.instant();
        Duration idle = config.portalIdle();
        // The container's own timeout counts live refreshes too; it only removes abandoned sessions.
        session.setMaxInactiveInterval((int) idle.plusMinutes(5).toSeconds());
        if (user.role() == Role.KIOSK) {
            return false;
        }
        Instant last = Session.lastAction(session);
        if (last != null && Duration.between(last, now).compareTo(idle) > 0) {
            return true;
        }
        if (request.getParameter(BACKGROUND) == null) {
            Session.noteAction(session, now);
        }
        return false;
    }

    /**
     * Remembers the page requested, or the page of a form, to return to it after sign-in; and that a form was dropped,
     * to tell the user. Live refreshes are not remembered.
     */
    static void remember(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI();
        boolean page = path.endsWith("/") || path.endsWith(".xhtml");
        if (page && request.getMethod().equals("GET") && !isAjax(request)) {
            Session.rememberRequested(request, response, addressOf(request));
        } else if (page && request.getMethod().equals("POST")) {
            Session.rememberRequested(request, response, pageOf(request));
            if (request.getParameter(BACKGROUND) == null) {
                Cookies.set(request, response, Cookies.WORD, "dropped", Cookies.SESSION);
            }
        }
    }

    /** Redirects to the page of a form, with a message why: a key of the texts, without {@code word.}. */
    static void showAgainWithMessage(HttpServletRequest request, HttpServletResponse response, String word)
            throws IOException {
        Cookies.set(request, response, Cookies.WORD, word, Cookies.SESSION);
        redirect(
                request,
                response,
                request.getServletPath().equals(LOGIN) ? request.getContextPath() + LOGIN : pageOf(request));
    }

    private static String addressOf(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /** Makes the browser load its page again; the container then asks it to sign in. */
    private static void reload(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean form = request.getMethod().equals("POST") && request.getParameter(BACKGROUND) == null;
        if (form) {
            Cookies.set(request, response, Cookies.WORD, "dropped", Cookies.SESSION);
        }
        redirect(
                request,
                response,
                isAjax(request) || request.getMethod().equals("POST") ? pageOf(request) : addressOf(request));
    }

    /** Returns the page that a form or a live refresh came from; the first page if unknown. */
    static String pageOf(HttpServletRequest request) {
        String start = request.getContextPath() + "/";
        String referer = request.getHeader("Referer");
        if (referer == null) {
            return start;
        }
        return ownPage(request, referer);
    }

    /**
     * Returns the path and query of a portal page, without scheme and host; the first page for any other address (open
     * redirect).
     */
    static String ownPage(HttpServletRequest request, String address) {
        String start = request.getContextPath() + "/";
        try {
            URI page = URI.create(address).normalize();
            String path = page.getRawPath();
            return path == null || !path.startsWith(start) || path.endsWith(LOGIN)
                    ? start
                    : path + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery());
        } catch (IllegalArgumentException e) {
            return start; // not a URI
        }
    }

    static boolean isAjax(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }

    private static void redirect(HttpServletRequest request, HttpServletResponse response, String address)
            throws IOException {
        if (isAjax(request)) {
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter()
                    .write("<?xml version='1.0' encoding='UTF-8'?><partial-response><redirect url=\""
                            + address.replace("&", "&amp;")
                                    .replace("\"", "&quot;")
                                    .replace("<", "&lt;")
                            + "\"></redirect></partial-response>");
        } else {
            response.sendRedirect(address);
        }
    }
}
