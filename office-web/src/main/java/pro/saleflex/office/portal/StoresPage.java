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

/** The administrators' page of stores: which there are, and a form for a new one. */
@Named
@RequestScoped
public class StoresPage {
    /** Of the database of zones, those that people live by. */
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
    private String name;
    private String zone;
    private String currency;

    /** A further store is mostly of the same office, zone and currency; for the first one the browser tells. */
    @PostConstruct
    void suggest() {
        Optional<StoreRef> last = currentUser.getStores().stream().reduce((first, second) -> second);
        officeCode = last.map(StoreRef::officeCode).orElse("");
        zone = last.map(store -> store.zone().name()).orElse("");
        currency = last.map(StoreRef::currency).or(this::ofTheBrowser).orElse("");
    }

    private Optional<String> ofTheBrowser() {
        return currencyOf(currentUser.getNumbers().getCountry());
    }

    private static Optional<String> currencyOf(String country) {
        try {
            return Optional.ofNullable(Currency.getInstance(
                            new Locale.Builder().setRegion(country).build()))
                    .map(Currency::getCurrencyCode);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no country, or none that Java knows
        }
    }

    /** Makes the store. */
    public void create() {
        StoreSpec spec = new StoreSpec(officeCode.strip(), storeCode.strip(), name.strip(), zone, currency);
        Optional<String> fault = spec.fault();
        if (fault.isPresent()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "stores.wrong", fault.get());
            return;
        }
        Optional<StoreRef> made = terminals.createStore(spec);
        if (made.isEmpty()) {
            Texts.fault("store:code", "stores.taken");
            return;
        }
        audit.add(currentUser.getName(), "store.create", spec.officeCode() + "/" + spec.storeCode(), "");
        currentUser.lookAgain();
        storeCode = null;
        name = null;
        Texts.tell(FacesMessage.SEVERITY_INFO, "stores.created", spec.name());
    }

    /** All stores, by their codes. */
    public List<StoreRef> getAll() {
        return currentUser.getStores();
    }

    /** How far an import of a store's master data has come, or a text without words when none is under way. */
    public String importing(StoreRef store) {
        return reference
                .runningImport(store)
                .map(running -> Texts.of(currentUser.getLocale(), "stores.importing", running.by(), running.rows()))
                .orElse("");
    }

    /** The zones to choose from. */
    public List<String> getZones() {
        return StoreZone.names().stream()
                .filter(id -> id.equals("UTC") || REGIONS.stream().anyMatch(id::startsWith))
                .sorted()
                .toList();
    }

    /** The version of the rules by which times are counted, such as 2026e. */
    public String getZoneRules() {
        return StoreZone.rulesVersion();
    }

    /** The currencies to choose from: those that a country has today. */
    public List<Currency> getCurrencies() {
        return Arrays.stream(Locale.getISOCountries())
                .map(StoresPage::currencyOf)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .map(Currency::getInstance)
                .toList();
    }

    /** A currency in words. */
    public String inWords(Currency one) {
        return one.getCurrencyCode() + " · " + one.getDisplayName(currentUser.getLocale());
    }

    /** The new store's office. */
    public String getOfficeCode() {
        return officeCode;
    }

    /** The new store's office. */
    public void setOfficeCode(String officeCode) {
        this.officeCode = officeCode;
    }

    /** The new store's code. */
    public String getStoreCode() {
        return storeCode;
    }

    /** The new store's code. */
    public void setStoreCode(String storeCode) {
        this.storeCode = storeCode;
    }

    /** The new store's name. */
    public String getName() {
        return name;
    }

    /** The new store's name. */
    public void setName(String name) {
        this.name = name;
    }

    /** The new store's zone. */
    public String getZone() {
        return zone;
    }

    /** The new store's zone. */
    public void setZone(String zone) {
        this.zone = zone;
    }

    /** The new store's currency. */
    public String getCurrency() {
        return currency;
    }

    /** The new store's currency. */
    public void setCurrency(String currency) {
        this.currency = currency;
    }
}
