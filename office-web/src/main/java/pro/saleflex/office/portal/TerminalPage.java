package pro.saleflex.office.portal;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.primefaces.PrimeFaces;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.TerminalView;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.terminal.Terminals.Outcome;
import pro.saleflex.office.terminal.enrolment.EnrolmentState;
import pro.saleflex.office.terminal.enrolment.EnrolmentView;
import pro.saleflex.office.terminal.enrolment.Enrolments;
import pro.saleflex.office.terminal.enrolment.Enrolments.IssuedCode;
import pro.saleflex.office.terminal.enrolment.Enrolments.Registered;

/**
 * The page that enrols a terminal and manages its secret: {@code terminal.xhtml?id=...}; without an id, it creates one.
 * For administrators, and for managers in their stores.
 */
@Named
@ViewScoped
public class TerminalPage implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Terminals terminals;

    @Inject
    transient Enrolments enrolments;

    @Inject
    transient AuditTrail audit;

    @Inject
    transient OfficeConfig config;

    @Inject
    transient CurrentUser currentUser;

    @Inject
    transient EnrolmentLabels labels;

    @Inject
    transient TerminalLook look;

    @Inject
    transient Clock clock;

    private boolean idGiven;
    private UUID id;
    private String store;
    private String code;
    private Integer number;
    private String name;
    private String certificate;
    private String enrolmentCode;
    private OffsetDateTime enrolmentEnds;
    private QrPicture qr;
    private String secret;

    @PostConstruct
    void read() {
        String text = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("id");
        idGiven = text != null;
        id = CurrentUser.id(text).orElse(null);
        StoreRef one = currentUser.getStore();
        store = one == null ? null : one.id().toString();
        certificate = find().map(TerminalView::certificateSha256).orElse("");
    }

    /** Answers 404 when the user's stores have no such terminal. */
    public void open() throws IOException {
        if (idGiven && find().isEmpty()) {
            PageNotFound.answer();
        }
    }

    private Optional<TerminalView> find() {
        return look.terminal(id).filter(found -> labels.storeOf(found) != null);
    }

    /** Creates the terminal and its enrolment code. */
    public void create() {
        Optional<StoreRef> chosen = currentUser.getStores().stream()
                .filter(each -> each.id().toString().equals(store))
                .findFirst();
        if (id != null || !currentUser.isActing() || chosen.isEmpty()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.denied");
            return;
        }
        TerminalSpec spec =
                new TerminalSpec(chosen.get().officeCode(), chosen.get().storeCode(), code.strip(), number, name, null);
        if (spec.fault().isPresent()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "terminal.wrong");
            return;
        }
        Registered created = enrolments.register(currentUser.getName(), spec, false);
        if (created.outcome() != Outcome.DONE) {
            Texts.fault("terminal:code", "terminal.taken");
            return;
        }
        id = created.terminal().id();
        idGiven = true;
        look.clear();
        showCode(created.code());
        Texts.tell(FacesMessage.SEVERITY_INFO, "terminal.created");
    }

    /** Creates an enrolment code, which is shown only once. */
    public void makeCode() {
        act(terminal -> {
            enrolments.issueCode(currentUser.getName(), id).ifPresent(this::showCode);
            Texts.tell(FacesMessage.SEVERITY_INFO, "terminal.code.made");
        });
    }

    private void showCode(IssuedCode made) {
        enrolmentCode = made.code();
        enrolmentEnds = made.expiresAt();
        qr = QrPicture.of(qrContent());
    }

    /** Rotates the secret; the new one is shown only once, the previous one stays valid for a while. */
    public void rotate() {
        act(terminal -> {
            secret = change(terminal, TerminalChange.rotation(), "secret rotated");
            Texts.tell(FacesMessage.SEVERITY_INFO, "terminal.rotated");
        });
    }

    /** Ends the validity of the secret before the rotation. */
    public void endPrevious() {
        act(terminal -> {
            change(terminal, TerminalChange.endOfPrevious(), "previous secret ended");
            Texts.tell(FacesMessage.SEVERITY_INFO, "terminal.previous.ended");
        });
    }

    /** Revokes the terminal's secrets and its open enrolment code. */
    public void revoke() {
        act(terminal -> {
            change(terminal, TerminalChange.revocation(), "secret revoked");
            enrolments.voidCode(id);
            Texts.tell(FacesMessage.SEVERITY_INFO, "terminal.revoked");
        });
    }

    /** Binds the terminal to a certificate; an empty fingerprint removes the binding. */
    public void bind() {
        act(terminal -> {
            TerminalChange change = TerminalChange.certificate(certificate == null ? "" : certificate);
            if (change.fault().isPresent()) {
                Texts.tell(FacesMessage.SEVERITY_ERROR, "terminal.certificate.wrong");
                return;
            }
            change(terminal, change, "certificate " + change.certificateSha256());
            Texts.tell(
                    FacesMessage.SEVERITY_INFO,
                    change.certificateSha256().isBlank() ? "terminal.certificate.none" : "terminal.certificate.bound");
        });
    }

    private String change(TerminalView terminal, TerminalChange change, String detail) {
        String made = terminals.changeTerminal(id, change).orElseThrow().secret();
        audit.add(
                currentUser.getName(),
                "terminal.change",
                terminal.officeCode() + "/" + terminal.storeCode() + "/" + terminal.terminalCode(),
                detail);
        return made;
    }

    /** Checks again who acts: the page may have been open since before the user's role or stores changed. */
    private void act(Consumer<TerminalView> action) {
        Optional<TerminalView> terminal = find();
        secret = null;
        if (!currentUser.isActing() || terminal.isEmpty()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.denied");
            return;
        }
        action.accept(terminal.get());
        look.clear();
    }

    /** Returns the terminal as it is now; null: not created yet. */
    public TerminalView getTerminal() {
        return find().orElse(null);
    }

    /**
     * Refreshes messages and actions once the terminal has enrolled or the code has ended; polled while a code is open.
     */
    public void refresh() {
        if (getEnrolment().state() != EnrolmentState.WAITING) {
            PrimeFaces.current().ajax().update("messages", "actions");
        }
    }

    /** Returns the state of its enrolment. */
    public EnrolmentView getEnrolment() {
        return look.enrolment(id);
    }

    /** Whether the code that was created on this page is still valid. */
    public boolean isCodeShown() {
        return enrolmentCode != null
                && getEnrolment().state() == EnrolmentState.WAITING
                && getEnrolment().expiresAt().toInstant().equals(enrolmentEnds.toInstant());
    }

    /** Returns the enrolment code created on this page. */
    public String getEnrolmentCode() {
        return enrolmentCode;
    }

    /** Returns for how many more seconds it is valid. */
    public long getSecondsLeft() {
        return Math.max(0, Duration.between(clock.instant(), enrolmentEnds).toSeconds());
    }

    /** Returns the same in minutes and seconds, for a browser without scripts. */
    public String getLeft() {
        return String.format(Locale.ROOT, "%d:%02d", getSecondsLeft() / 60, getSecondsLeft() % 60);
    }

    /**
     * Returns the content of the QR code: the body that the terminal posts to enrol, and where; documented in
     * {@code enrolment.md}.
     */
    private String qrContent() {
        TerminalView terminal = getTerminal();
        return Json.createObjectBuilder()
                .add("base_url", Session.origin(FacesContext.getCurrentInstance(), config))
                .add("api_prefix", "/api/v1")
                .add("office_code", terminal.officeCode())
                .add("store_code", terminal.storeCode())
                .add("terminal_code", terminal.terminalCode())
                .add("code", enrolmentCode)
                .build()
                .toString();
    }

    /** Returns the QR code with all that the terminal needs to enrol. */
    public QrPicture getQr() {
        return qr;
    }

    /** Returns the secret that the last action created, shown only once; null otherwise. */
    public String getSecret() {
        return secret;
    }

    /** Returns until when the secret before the rotation is accepted. */
    public String getPreviousEnd() {
        TerminalView terminal = getTerminal();
        return currentUser.time(terminal.previousValidUntil(), labels.storeOf(terminal));
    }

    /** Returns when it last enrolled. */
    public String getEnrolledAt() {
        return currentUser.time(getEnrolment().enrolledAt(), labels.storeOf(getTerminal()));
    }

    /** Whether the terminal already exists. */
    public boolean isKnown() {
        return id != null;
    }

    /** Returns the new terminal's store. */
    public String getStore() {
        return store;
    }

    /** Sets the new terminal's store. */
    public void setStore(String store) {
        this.store = store;
    }

    /** Returns the new terminal's code. */
    public String getCode() {
        return code;
    }

    /** Sets the new terminal's code. */
    public void setCode(String code) {
        this.code = code;
    }

    /** Returns the new terminal's number in its store. */
    public Integer getNumber() {
        return number;
    }

    /** Sets the new terminal's number in its store. */
    public void setNumber(Integer number) {
        this.number = number;
    }

    /** Returns the new terminal's name. */
    public String getName() {
        return name;
    }

    /** Sets the new terminal's name. */
    public void setName(String name) {
        this.name = name;
    }

    /** Returns the SHA-256 fingerprint of the certificate it is bound to; empty: none. */
    public String getCertificate() {
        return certificate;
    }

    /** Sets the SHA-256 fingerprint of the certificate it is bound to; empty: none. */
    public void setCertificate(String certificate) {
        this.certificate = certificate;
    }
}
