package pro.saleflex.office.portal;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.StoreSpec;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.zone.StoreZone;

/** The administrators' page of all stores, with a form for a new one: {@code stores.xhtml}. */
@Named
@RequestScoped
public class StoresPage extends StoreFields {
    /** Only zones of these regions of the time zone database are offered, and UTC. */
    private static final List<String> REGIONS = List.of(
            "Africa/",
            "America/",
            "Antarctica/",
            "Arctic/",
            "Asia/",
            "Atlantic/",
            "Australia/",
            "Europe/",
            "Indian/",
            "Pacific/");

    @Inject
    Terminals terminals;

    @Inject
    ReferenceData reference;

    @Inject
    AuditTrail audit;

    @Inject
    CurrentUser currentUser;

    private String officeCode;
    private String storeCode;

    /**
     * Presets office, zone and currency of the last store, as most are alike; for the first one the currency of the
     * browser.
     */
    @PostConstruct
    void suggest() {
        Optional<StoreRef> last = currentUser.getStores().stream().reduce((first, second) -> second);
        officeCode = last.map(StoreRef::officeCode).orElse("");
        setZone(last.map(store -> store.zone().name()).orElse(""));
        setCurrency(last.map(StoreRef::currency).or(this::currencyOfBrowser).orElse(""));
    }

    private Optional<String> currencyOfBrowser() {
        return currencyOf(currentUser.getNumbers().getCountry());
    }

    private static Optional<String> currencyOf(String country) {
        try {
            return Optional.ofNullable(Currency.getInstance(
                            new Locale.Builder().setRegion(country).build()))
                    .map(Currency::getCurrencyCode);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no country, or not one that Java knows
        }
    }

    /** Creates the store. */
    public void create() {
        StoreSpec spec =
                new StoreSpec(officeCode.strip(), storeCode.strip(), getName().strip(), getZone(), getCurrency());
        Optional<String> fault = spec.fault();
        if (fault.isPresent()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "stores.wrong", fault.get());
            return;
        }
        Optional<StoreRef> created = terminals.createStore(spec);
        if (created.isEmpty()) {
            Texts.fault("store:code", "stores.taken");
            return;
        }
        audit.add(currentUser.getName(), "store.create", spec.officeCode() + "/" + spec.storeCode(), "");
        currentUser.forgetStores();
        storeCode = null;
        setName(null);
        Texts.tell(FacesMessage.SEVERITY_INFO, "stores.created", spec.name());
    }

    /** Returns all stores, by their codes. */
    public List<StoreRef> getAll() {
        return currentUser.getStores();
    }

    /** Says how far an import of a store's master data has got; empty: none is running. */
    public String importing(StoreRef store) {
        return reference
                .runningImport(store)
                .map(running -> Texts.of(currentUser.getLocale(), "stores.importing", running.by(), running.rows()))
                .orElse("");
    }

    /** Returns the time zones to choose from. */
    public List<String> getZones() {
        return StoreZone.names().stream()
                .filter(id -> id.equals("UTC") || REGIONS.stream().anyMatch(id::startsWith))
                .sorted()
                .toList();
    }

    /** Returns the version of the time zone rules in use, such as 2026e. */
    public String getZoneRules() {
        return StoreZone.rulesVersion();
    }

    /** Returns the currencies to choose from: those in use in some country today. */
    public List<Currency> getCurrencies() {
        return Arrays.stream(Locale.getISOCountries())
                .map(StoresPage::currencyOf)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .map(Currency::getInstance)
                .toList();
    }

    /** Returns a currency's label: code and name. */
    public String label(Currency currency) {
        return currency.getCurrencyCode() + " · " + currency.getDisplayName(currentUser.getLocale());
    }

    /** Returns the new store's office code. */
    public String getOfficeCode() {
        return officeCode;
    }

    /** Sets the new store's office code. */
    public void setOfficeCode(String officeCode) {
        this.officeCode = officeCode;
    }

    /** Returns the new store's code. */
    public String getStoreCode() {
        return storeCode;
    }

    /** Sets the new store's code. */
    public void setStoreCode(String storeCode) {
        this.storeCode = storeCode;
    }
}
