package pro.saleflex.office.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.account.PortalUsers;
import pro.saleflex.office.account.Role;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.zone.StoreZone;

/** The user of the current request: role, language, theme, and the stores it may see. */
@Named
@RequestScoped
public class CurrentUser {
    private static final String STORE = "office.store";

    @Inject
    FacesContext faces;

    @Inject
    PortalUsers users;

    @Inject
    Terminals terminals;

    private List<StoreRef> stores;

    /** Parses an id that a browser sent; empty when it is not a UUID. */
    public static Optional<UUID> id(String text) {
        try {
            return Optional.ofNullable(text).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the user, if somebody is signed in. */
    public Optional<UserView> user() {
        return Optional.ofNullable((UserView) request().getAttribute(PortalGuard.USER));
    }

    /** Whether somebody is signed in. */
    public boolean isSignedIn() {
        return user().isPresent();
    }

    /** Whether it is a person, not a wall screen. */
    public boolean isPerson() {
        return user().filter(user -> user.role() != Role.KIOSK).isPresent();
    }

    /** Whether it is an administrator. */
    public boolean isAdmin() {
        return user().filter(user -> user.role() == Role.ADMIN).isPresent();
    }

    /** Whether it may act on terminals and alerts, not only look. */
    public boolean isActing() {
        return user().filter(UserView::mayAct).isPresent();
    }

    /**
     * Whether the page is shown without a menu, as on a wall screen. Any user may request that with {@code ?wall=true}.
     */
    public boolean isWall() {
        return isSignedIn() && (!isPerson() || "true".equals(request().getParameter("wall")));
    }

    /** Whether no change of password is due, so that all pages are open. */
    public boolean isFree() {
        return user().filter(user -> !user.mustChangePassword()).isPresent();
    }

    /**
     * Returns a message about a form that was not processed: a key of the texts, without {@code word.}; empty: none.
     */
    public String getWord() {
        Object word = request().getAttribute(PortalGuard.WORD);
        return word == null ? "" : word.toString();
    }

    /** Returns the user name; empty when nobody is signed in. */
    public String getName() {
        return user().map(UserView::name).orElse("");
    }

    /** Returns the name of the role; empty when nobody is signed in. */
    public String getRole() {
        return user().map(user -> user.role().name()).orElse("");
    }

    /** Returns the language: chosen by the user, else in this browser, else the one the browser prefers. */
    public Locale getLocale() {
        return user().flatMap(UserView::language)
                .or(() -> Cookies.value(request(), Cookies.LANGUAGE).map(Locale::forLanguageTag))
                .filter(Texts::isLanguage)
                .orElseGet(() -> faces.getApplication().getViewHandler().calculateLocale(faces));
    }

    /**
     * Returns the locale for numbers and times: the language, with the browser's country if it names one for that
     * language.
     */
    public Locale getNumbers() {
        Locale language = getLocale();
        String country = Collections.list(request().getLocales()).stream()
                .filter(asked -> asked.getLanguage().equals(language.getLanguage()))
                .map(Locale::getCountry)
                .findFirst()
                .orElse("");
        // Tolerant of whatever a browser sends as a country. Latin digits in Arabic too, as in the codes.
        return Locale.forLanguageTag(language.getLanguage() + (country.isEmpty() ? "" : "-" + country) + "-u-nu-latn");
    }

    /** Returns the language's code. */
    public String getLanguage() {
        return getLocale().getLanguage();
    }

    /** {@code rtl} or {@code ltr}. */
    public String getDirection() {
        return getLanguage().equals("ar") ? "rtl" : "ltr";
    }

    /** Returns the languages of the portal. */
    public List<Locale> getLanguages() {
        return Texts.LANGUAGES;
    }

    /** Returns a language's name in that language. */
    public String nameOf(Locale language) {
        String name = language.getDisplayLanguage(language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }

    /** {@code light}, {@code dark}, or {@code auto} for the same as the system. */
    public String getTheme() {
        return Cookies.value(request(), Cookies.THEME)
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .orElse("auto");
    }

    /** Chooses the language, for the user and for this browser. */
    public void chooseLanguage(Locale language) throws IOException {
        Cookies.set(request(), Session.response(faces), Cookies.LANGUAGE, language.toLanguageTag(), Cookies.YEAR);
        user().filter(user -> user.role() != Role.KIOSK).ifPresent(user -> users.setLanguage(user.name(), language));
        reload();
    }

    /** Chooses light, dark or auto, for this browser. */
    public void chooseTheme(String theme) throws IOException {
        Cookies.set(
                request(),
                Session.response(faces),
                Cookies.THEME,
                theme,
                theme.equals("auto") ? Cookies.GONE : Cookies.YEAR);
        reload();
    }

    /** Returns the stores the user may see, by their codes. */
    public List<StoreRef> getStores() {
        if (stores == null) {
            stores = user().map(user -> terminals.stores().stream()
                            .filter(store -> user.sees(store.id()))
                            .toList())
                    .orElse(List.of());
        }
        return stores;
    }

    /** Whether the user may see every store. */
    public boolean isSeeingAll() {
        return user().filter(user ->
                        user.allStores() || terminals.stores().stream().allMatch(store -> user.sees(store.id())))
                .isPresent();
    }

    /** Drops the cached stores, after a store was created or changed. */
    void forgetStores() {
        stores = null;
    }

    /** Returns the store to show, chosen or the only one; null: all. */
    public StoreRef getStore() {
        if (getStores().size() == 1) {
            return getStores().get(0);
        }
        HttpSession session = request().getSession(false);
        UUID chosen = session == null ? null : (UUID) session.getAttribute(STORE);
        return getStores().stream()
                .filter(store -> store.id().equals(chosen))
                .findFirst()
                .orElse(null);
    }

    /** Returns the stores to show: the chosen one, or all. */
    public List<StoreRef> getShownStores() {
        StoreRef one = getStore();
        return one == null ? getStores() : List.of(one);
    }

    /** Whether all of the user's stores are shown. Also true for a user of a single store. */
    public boolean isShowingAllStores() {
        return getShownStores().size() == getStores().size();
    }

    /** Whether to show this store. */
    public boolean shows(String officeCode, String storeCode) {
        return getShownStores().stream()
                .anyMatch(store -> store.officeCode().equals(officeCode)
                        && store.storeCode().equals(storeCode));
    }

    /** Shows one store, or all. */
    public void chooseStore(StoreRef store) throws IOException {
        request().getSession().setAttribute(STORE, store == null ? null : store.id());
        reload();
    }

    /** Returns date and time in store time, with the UTC offset; null store: see {@link #getZone()}. Empty for null. */
    public String time(OffsetDateTime moment, StoreRef store) {
        return moment == null ? "" : format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM), moment, store);
    }

    /** Returns the time of day, as {@link #time}. */
    public String clock(OffsetDateTime moment, StoreRef store) {
        return format(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT), moment, store);
    }

    private String format(DateTimeFormatter formatter, OffsetDateTime moment, StoreRef store) {
        OffsetDateTime local = (store != null ? store.zone() : getZone()).at(moment.toInstant());
        return formatter.withLocale(getNumbers()).format(local)
                + " "
                + DateTimeFormatter.ofPattern("O", getLocale()).format(local);
    }

    /** Returns date and time in store time, with the UTC offset; null store: see {@link #getZone()}. Empty for null. */
    public String time(Instant moment, StoreRef store) {
        return moment == null ? "" : time(moment.atOffset(ZoneOffset.UTC), store);
    }

    /** Returns date and time in the zone of {@link #getZone()}. */
    public String time(OffsetDateTime moment) {
        return time(moment, null);
    }

    /** Returns the time zone of the store shown; of the first one when all are. */
    public StoreZone getZone() {
        StoreRef one = getStore();
        return one != null
                ? one.zone()
                : getStores().stream().findFirst().map(StoreRef::zone).orElse(StoreZone.UTC);
    }

    /** Returns the name of {@link #getZone()} in the user's language. */
    public String getZoneName() {
        return getZone().displayName(getLocale());
    }

    /**
     * Returns the parameters of the page's address. Forms in the frame of all pages carry them, because a page that
     * lacks them cannot tell what it is about.
     */
    public Map<String, String> getAddressParameters() {
        return faces.getExternalContext().getRequestParameterMap().entrySet().stream()
                .filter(parameter -> parameter.getKey().matches("[a-z]{1,20}"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void reload() throws IOException {
        faces.getExternalContext()
                .redirect(
                        isSignedIn()
                                ? PortalGuard.pageOf(request())
                                : Session.page(faces, faces.getViewRoot().getViewId()));
    }

    private HttpServletRequest request() {
        return Session.request(faces);
    }
}
