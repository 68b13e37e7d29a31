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
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.account.PortalUsers;
import pro.saleflex.office.account.Role;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.zone.StoreZone;

/** Who looks at the page: role, language, colours, and the stores it sees. */
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

    /** An id as a browser sent it; nothing when it is none. */
    public static Optional<UUID> id(String text) {
        try {
            return Optional.ofNullable(text).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The user, if somebody is signed in. */
    public Optional<UserView> user() {
        return Optional.ofNullable((UserView) request().getAttribute(PortalGuard.USER));
    }

    /** Is somebody signed in? */
    public boolean isSignedIn() {
        return user().isPresent();
    }

    /** A person, not a screen on the wall? */
    public boolean isPerson() {
        return user().filter(user -> user.role() != Role.KIOSK).isPresent();
    }

    /** An administrator? */
    public boolean isAdmin() {
        return user().filter(user -> user.role() == Role.ADMIN).isPresent();
    }

    /** May it act on tills and alerts, not only look? */
    public boolean isActing() {
        return user().filter(UserView::mayAct).isPresent();
    }

    /** Is the page shown on a screen on the wall, without a menu? Anybody may ask for it: {@code ?wall=true}. */
    public boolean isWall() {
        return isSignedIn() && (!isPerson() || "true".equals(request().getParameter("wall")));
    }

    /** May it go anywhere, or has it to change its password first? */
    public boolean isFree() {
        return user().filter(user -> !user.mustChangePassword()).isPresent();
    }

    /** What became of a form that was not taken: a key of the texts behind {@code word}; empty: nothing. */
    public String getWord() {
        Object word = request().getAttribute(PortalGuard.WORD);
        return word == null ? "" : word.toString();
    }

    /** The name, for the bar. */
    public String getName() {
        return user().map(UserView::name).orElse("");
    }

    /** The role's key in the texts. */
    public String getRole() {
        return user().map(user -> user.role().name()).orElse("");
    }

    /** The language: as chosen by the user, in this browser, or as the browser asks. */
    public Locale getLocale() {
        return user().flatMap(UserView::language)
                .or(() -> Cookies.value(request(), Cookies.LANGUAGE).map(Locale::forLanguageTag))
                .filter(Texts::isLanguage)
                .orElseGet(() -> faces.getApplication().getViewHandler().calculateLocale(faces));
    }

    /** How numbers and times are written: as in the browser's country, when it asks for the same language. */
    public Locale getNumbers() {
        Locale language = getLocale();
        String country = Collections.list(request().getLocales()).stream()
                .filter(asked -> asked.getLanguage().equals(language.getLanguage()))
                .map(Locale::getCountry)
                .findFirst()
                .orElse("");
        // A browser may send anything: what is no country is left out. Digits are those of the codes, in Arabic too.
        return Locale.forLanguageTag(language.getLanguage() + (country.isEmpty() ? "" : "-" + country) + "-u-nu-latn");
    }

    /** The language's tag. */
    public String getLanguage() {
        return getLocale().getLanguage();
    }

    /** {@code rtl} or {@code ltr}. */
    public String getDirection() {
        return getLanguage().equals("ar") ? "rtl" : "ltr";
    }

    /** All languages, each named in itself. */
    public List<Locale> getLanguages() {
        return Texts.LANGUAGES;
    }

    /** A language's name in itself. */
    public String nameOf(Locale language) {
        String name = language.getDisplayLanguage(language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }

    /** {@code light}, {@code dark}, or {@code auto}: as the system. */
    public String getTheme() {
        return Cookies.value(request(), Cookies.THEME)
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .orElse("auto");
    }

    /** Chooses the language, for the user and this browser. */
    public void chooseLanguage(Locale language) throws IOException {
        Cookies.set(request(), Session.response(faces), Cookies.LANGUAGE, language.toLanguageTag(), Cookies.YEAR);
        user().filter(user -> user.role() != Role.KIOSK).ifPresent(user -> users.setLanguage(user.name(), language));
        again();
    }

    /** Chooses light, dark or auto, for this browser. */
    public void chooseTheme(String theme) throws IOException {
        Cookies.set(
                request(),
                Session.response(faces),
                Cookies.THEME,
                theme,
                theme.equals("auto") ? Cookies.GONE : Cookies.YEAR);
        again();
    }

    /** The stores this visitor sees, by their codes. */
    public List<StoreRef> getStores() {
        if (stores == null) {
            stores = user().map(user -> terminals.stores().stream()
                            .filter(store -> user.sees(store.id()))
                            .toList())
                    .orElse(List.of());
        }
        return stores;
    }

    /** Does it see every store there is? */
    public boolean isSeeingAll() {
        return user().filter(user ->
                        user.allStores() || terminals.stores().stream().allMatch(store -> user.sees(store.id())))
                .isPresent();
    }

    /** After a store was made. */
    void lookAgain() {
        stores = null;
    }

    /** The one store to show, by choice or because there is no other; null: all. */
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

    /** The stores to show: the one, or all. */
    public List<StoreRef> getShownStores() {
        StoreRef one = getStore();
        return one == null ? getStores() : List.of(one);
    }

    /** Is no store hidden? Nor is one where the user sees a single store. */
    public boolean isShowingAllStores() {
        return getShownStores().size() == getStores().size();
    }

    /** Is this store to be shown? */
    public boolean shows(String officeCode, String storeCode) {
        return getShownStores().stream()
                .anyMatch(store -> store.officeCode().equals(officeCode)
                        && store.storeCode().equals(storeCode));
    }

    /** Shows one store, or all. */
    public void chooseStore(StoreRef store) throws IOException {
        request().getSession().setAttribute(STORE, store == null ? null : store.id());
        again();
    }

    /** A moment in the time of the store that it belongs to, with the zone named. */
    public String time(OffsetDateTime moment, StoreRef store) {
        return moment == null ? "" : inWords(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM), moment, store);
    }

    /** The hour and minute of a moment of these hours, as {@link #time}. */
    public String clock(OffsetDateTime moment, StoreRef store) {
        return inWords(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT), moment, store);
    }

    private String inWords(DateTimeFormatter form, OffsetDateTime moment, StoreRef store) {
        OffsetDateTime there = (store != null ? store.zone() : getZone()).at(moment.toInstant());
        return form.withLocale(getNumbers()).format(there)
                + " "
                + DateTimeFormatter.ofPattern("O", getLocale()).format(there);
    }

    /** A moment in the time of the store that it belongs to, with the zone named. */
    public String time(Instant moment, StoreRef store) {
        return moment == null ? "" : time(moment.atOffset(ZoneOffset.UTC), store);
    }

    /** A moment in the time of the store that is shown; of the first one when all are. */
    public String time(OffsetDateTime moment) {
        return time(moment, null);
    }

    /** The zone of the store that is shown; of the first one when all are. */
    public StoreZone getZone() {
        StoreRef one = getStore();
        return one != null
                ? one.zone()
                : getStores().stream().findFirst().map(StoreRef::zone).orElse(StoreZone.UTC);
    }

    /** The zone of the times on this page, in words. */
    public String getZoneName() {
        return getZone().displayName(getLocale());
    }

    private void again() throws IOException {
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
