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

/** The administrators' page that changes one store: {@code store.xhtml?id=...}. */
@Named
@RequestScoped
public class StorePage extends StoreFields {
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
    private String dayStart;

    @PostConstruct
    void read() {
        id = CurrentUser.id(FacesContext.getCurrentInstance()
                        .getExternalContext()
                        .getRequestParameterMap()
                        .get("id"))
                .orElse(null); // open() then answers 404
        find().ifPresent(store -> {
            codes = store.officeCode() + " / " + store.storeCode();
            setName(store.name());
            setZone(store.zone().name());
            setCurrency(store.currency());
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

    /** Changes the store; earlier sales keep their business day and currency. */
    public void save() {
        StoreRef before = find().orElseThrow(PageNotFound::new);
        StoreChange change = new StoreChange(getName().strip(), getZone(), getCurrency(), dayStart);
        Optional<String> fault = change.fault();
        if (fault.isPresent()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "stores.wrong", fault.get());
            return;
        }
        StoreRef after = terminals.changeStore(id, change).orElseThrow(PageNotFound::new);
        if (!after.equals(before)) {
            audit.add(
                    currentUser.getName(),
                    "store.change",
                    after.officeCode() + "/" + after.storeCode(),
                    change.asText());
            currentUser.forgetStores();
        }
        Texts.tell(FacesMessage.SEVERITY_INFO, "user.DONE");
    }

    /** Returns the time zones to choose from, always including the current one. */
    public List<String> getZones() {
        return Stream.concat(choices.getZones().stream(), find().stream().map(store -> store.zone()
                        .name()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the store. */
    public UUID getId() {
        return id;
    }

    /** Returns its office and store code, which never change. */
    public String getCodes() {
        return codes;
    }

    /** Returns its name as stored. */
    public String getTitle() {
        return find().map(StoreRef::name).orElse("");
    }

    /** Returns when its business day starts, as {@code HH:mm}. */
    public String getDayStart() {
        return dayStart;
    }

    /** Sets when its business day starts, as {@code HH:mm}. */
    public void setDayStart(String dayStart) {
        this.dayStart = dayStart;
    }
}
