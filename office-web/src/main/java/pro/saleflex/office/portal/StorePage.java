package pro.saleflex.office.portal;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.terminal.StoreChange;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;

/** The administrators' page of one store, to change it: {@code store.xhtml?id=...}. */
@Named
@RequestScoped
public class StorePage {
    @Inject
    Terminals terminals;

    @Inject
    AuditTrail audit;

    @Inject
    CurrentUser currentUser;

    @Inject
    StoresPage choices;

    private UUID id;
    private String codes = "";
    private String name;
    private String zone;
    private String currency;
    private String dayStart;

    @PostConstruct
    void read() {
        id = CurrentUser.id(FacesContext.getCurrentInstance()
                        .getExternalContext()
                        .getRequestParameterMap()
                        .get("id"))
                .orElse(null); // open() answers that there is no such store
        find().ifPresent(store -> {
            codes = store.officeCode() + " / " + store.storeCode();
            name = store.name();
            zone = store.zone().name();
            currency = store.currency();
            dayStart = store.dayStart().toString();
        });
    }

    private Optional<StoreRef> find() {
        return currentUser.getStores().stream()
                .filter(store -> store.id().equals(id))
                .findFirst();
    }

    /** Answers 404 when there is no such store. */
    public void open() throws IOException {
        if (find().isEmpty()) {
            PageNotFound.answer();
        }
    }

    /** Changes the store, from now on. */
    public void save() {
        StoreRef before = find().orElseThrow(PageNotFound::new);
        StoreChange change = new StoreChange(name.strip(), zone, currency, dayStart);
        Optional<String> fault = change.fault();
        if (fault.isPresent()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "stores.wrong", fault.get());
            return;
        }
        StoreRef after = terminals.changeStore(id, change).orElseThrow(PageNotFound::new);
        if (!after.equals(before)) {
            audit.add(
                    currentUser.getName(), "store.change", after.officeCode() + "/" + after.storeCode(), change.asText());
            currentUser.lookAgain();
        }
        Texts.tell(FacesMessage.SEVERITY_INFO, "user.DONE");
    }

    /** The zones to choose from; the present one is always there. */
    public List<String> getZones() {
        return Stream.concat(choices.getZones().stream(), find().stream().map(store -> store.zone()
                        .name()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Which store. */
    public UUID getId() {
        return id;
    }

    /** Its two codes, which never change. */
    public String getCodes() {
        return codes;
    }

    /** Its name as it is kept. */
    public String getTitle() {
        return find().map(StoreRef::name).orElse("");
    }

    /** Its name. */
    public String getName() {
        return name;
    }

    /** Its name. */
    public void setName(String name) {
        this.name = name;
    }

    /** Its zone. */
    public String getZone() {
        return zone;
    }

    /** Its zone. */
    public void setZone(String zone) {
        this.zone = zone;
    }

    /** Its currency. */
    public String getCurrency() {
        return currency;
    }

    /** Its currency. */
    public void setCurrency(String currency) {
        this.currency = currency;
    }

    /** When its business day begins. */
    public String getDayStart() {
        return dayStart;
    }

    /** When its business day begins. */
    public void setDayStart(String dayStart) {
        this.dayStart = dayStart;
    }
}
