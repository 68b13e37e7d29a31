package pro.saleflex.office.terminal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.Identification.Identified;

/** Stores and terminals: who is calling, and what an administrator does with them. */
@Stateless
public class Terminals {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    @Inject
    TerminalDirectory directory;

    @Inject
    RefusedCallers refusedCallers;

    @Inject
    SecretUse secretUse;

    /**
     * Says which terminal is calling. A caller that is turned away is kept for {@link #refusedCallers()}, and logged.
     *
     * <p>A blocked terminal is identified: it loses master data, not its backup.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Identification identify(TerminalCodes codes, Credential credential) {
        TerminalDirectory.Entry entry = directory.find(codes);
        Optional<Refusal> refusal = CredentialCheck.refusal(codes, entry, credential, now());
        if (refusal.isPresent()) {
            entry = directory.findFresh(codes);
            refusal = CredentialCheck.refusal(codes, entry, credential, now());
        }
        if (refusal.isPresent()) {
            Optional<Store> store = entry.store();
            return refusedCallers.refuse(
                    codes, refusal.get(), credential.peer(), () -> directory.belongs(store, credential));
        }
        Terminal terminal = entry.terminal().orElseThrow();
        if (credential.secret().filter(terminal::isFirstUseOf).isPresent()) {
            secretUse.recordFirstUse(terminal.id, terminal.secretSha256);
            directory.forget();
        }
        return new Identified(terminal.ref(entry.store().orElseThrow()));
    }

    /** The store with these codes, if there is one. */
    public Optional<StoreRef> store(String officeCode, String storeCode) {
        return Store.find(em, officeCode, storeCode).map(Store::ref);
    }

    /** All stores, by their codes. */
    public List<StoreRef> stores() {
        return em.createQuery("select s from Store s order by s.officeCode, s.storeCode", Store.class)
                .getResultStream()
                .map(Store::ref)
                .toList();
    }

    /** All terminals, by store and number. */
    public List<TerminalView> all() {
        return em.createQuery(
                        "select t, s from Terminal t, Store s where t.storeId = s.id"
                                + " order by s.officeCode, s.storeCode, t.number",
                        Object[].class)
                .getResultStream()
                .map(row -> ((Terminal) row[0]).view((Store) row[1], now()))
                .toList();
    }

    /** The terminal with this id, if there is one. */
    public Optional<TerminalView> find(UUID id) {
        return Optional.ofNullable(em.find(Terminal.class, id)).map(this::view);
    }

    /** All terminals as other features know them, by store and number. */
    public List<TerminalRef> refs() {
        return em.createQuery(
                        "select t, s from Terminal t, Store s where t.storeId = s.id"
                                + " order by s.officeCode, s.storeCode, t.number",
                        Object[].class)
                .getResultStream()
                .map(row -> ((Terminal) row[0]).ref((Store) row[1]))
                .toList();
    }

    /** Callers that were turned away, the latest first; at most 1000. */
    public List<RefusedCaller> refusedCallers() {
        return refusedCallers.latest();
    }

    /**
     * Creates a store.
     *
     * @return the store, or nothing when there is one with these codes
     * @throws IllegalArgumentException {@link StoreSpec#fault()} was not looked at
     */
    public Optional<StoreRef> createStore(StoreSpec spec) {
        requireValid(spec.fault());
        serializeCreation("store");
        if (Store.find(em, spec.officeCode(), spec.storeCode()).isPresent()) {
            return Optional.empty();
        }
        Store store = new Store(spec, now());
        em.persist(store);
        em.persist(new StoreTerms(store, store.createdAt));
        directory.forget();
        return Optional.of(store.ref());
    }

    /**
     * Changes a store from now on; what it was is kept. Two changes at once follow each other.
     *
     * @return the store; nothing when there is none with this id
     * @throws IllegalArgumentException {@link StoreChange#fault()} was not looked at
     */
    public Optional<StoreRef> changeStore(UUID id, StoreChange change) {
        requireValid(change.fault());
        em.createNativeQuery("select 1 from store where id = cast(?1 as uuid) for no key update")
                .setParameter(1, id.toString())
                .getResultList();
        Store store = em.find(Store.class, id);
        if (store == null) {
            return Optional.empty();
        }
        StoreRef before = store.ref();
        store.change(change);
        if (!store.ref().equals(before)) {
            em.merge(new StoreTerms(store, now())); // a second change of one moment is the one that holds
        }
        directory.forget();
        return Optional.of(store.ref());
    }

    /** A terminal with its store as it was at a moment. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public TerminalRef asOf(TerminalRef terminal, Instant moment) {
        return new TerminalRef(
                terminal.id(),
                StoreTerms.at(em, terminal.store(), moment.atOffset(ZoneOffset.UTC)),
                terminal.code(),
                terminal.number(),
                terminal.blocked(),
                terminal.mayPull(),
                terminal.setUpAt());
    }

    /**
     * Creates a terminal with a new secret.
     *
     * @return what became of it
     * @throws IllegalArgumentException {@link TerminalSpec#fault()} was not looked at
     */
    public Created createTerminal(TerminalSpec spec) {
        return create(spec, Secrets.make());
    }

    /**
     * Creates a terminal that cannot call before it has enrolled, unless its network is trusted.
     *
     * @return what became of it
     * @throws IllegalArgumentException {@link TerminalSpec#fault()} was not looked at
     */
    public Created createWithoutSecret(TerminalSpec spec) {
        return create(spec, null);
    }

    private Created create(TerminalSpec spec, String secret) {
        requireValid(spec.fault());
        Optional<Store> store = Store.find(em, spec.officeCode(), spec.storeCode());
        if (store.isEmpty()) {
            return new Created(Outcome.UNKNOWN_STORE, null, null);
        }
        serializeCreation("terminal");
        boolean taken = !em.createQuery(
                        "select t.id from Terminal t where t.storeId = :store and (t.code = :code or t.number = :number)",
                        UUID.class)
                .setParameter("store", store.get().id)
                .setParameter("code", spec.terminalCode())
                .setParameter("number", spec.number())
                .getResultList()
                .isEmpty();
        if (taken) {
            return new Created(Outcome.TAKEN, null, null);
        }
        Terminal terminal = new Terminal(store.get(), spec, now());
        if (secret != null) {
            terminal.secret(secret);
        }
        em.persist(terminal);
        directory.forget();
        return new Created(Outcome.DONE, view(terminal), secret);
    }

    /**
     * Changes a terminal; a new secret is made when the change asks for one. Two changes at once follow each other. A
     * rotation while the secret of another still waits to be used takes that one's place: what the till calls with goes on
     * being good for the grace.
     *
     * @return the terminal with its new secret, if one was asked for; nothing when there is no such terminal
     * @throws IllegalArgumentException {@link TerminalChange#fault()} was not looked at
     */
    public Optional<Created> changeTerminal(UUID id, TerminalChange change) {
        requireValid(change.fault());
        // Not "for update": a sale that comes in meanwhile refers to the row and would wait.
        em.createNativeQuery("select 1 from terminal where id = cast(?1 as uuid) for no key update")
                .setParameter(1, id.toString())
                .getResultList();
        Terminal terminal = em.find(Terminal.class, id);
        if (terminal == null) {
            return Optional.empty();
        }
        if (change.blocked() != null) {
            terminal.blocked = change.blocked();
        }
        if (change.mayPull() != null) {
            terminal.mayPull = change.mayPull();
        }
        if (change.trustedNetworks() != null) {
            terminal.trust(change.trustedNetworks());
        }
        String secret = null;
        if (Boolean.TRUE.equals(change.rotate())) {
            secret = Secrets.make();
            terminal.rotate(secret, now(), config.rotationGrace());
        }
        if (Boolean.TRUE.equals(change.revoke())) {
            terminal.revoke(now());
        }
        if (Boolean.TRUE.equals(change.endPrevious())) {
            terminal.endPrevious();
        }
        if (change.certificateSha256() != null) {
            terminal.certificateSha256 = Fingerprint.bytes(change.certificateSha256());
        }
        directory.forget();
        return Optional.of(new Created(Outcome.DONE, view(terminal), secret));
    }

    /**
     * Gives a terminal a new secret for its enrolment: any other ends at once, and so does a revocation.
     *
     * @throws java.util.NoSuchElementException there is no such terminal
     */
    public Created renewSecret(UUID id) {
        Terminal terminal = Optional.ofNullable(em.find(Terminal.class, id)).orElseThrow();
        String secret = Secrets.make();
        terminal.secret(secret);
        directory.forget();
        return new Created(Outcome.DONE, view(terminal), secret);
    }

    /** Whoever creates one of a kind waits for who does so already, and then sees its codes: no race to a unique key. */
    private void serializeCreation(String kind) {
        em.createNativeQuery("select count(pg_advisory_xact_lock(hashtextextended(?1, 0)))")
                .setParameter(1, "create " + kind)
                .getSingleResult();
    }

    private TerminalView view(Terminal terminal) {
        return terminal.view(em.find(Store.class, terminal.storeId), now());
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static void requireValid(Optional<String> fault) {
        fault.ifPresent(text -> {
            throw new IllegalArgumentException(text);
        });
    }

    /** What became of a request to create or change a terminal. */
    public enum Outcome {
        /** Done. */
        DONE,
        /** There is no such store. */
        UNKNOWN_STORE,
        /** The code or the number is taken. */
        TAKEN
    }

    /**
     * A terminal that was created or changed.
     *
     * @param outcome what became of the request
     * @param terminal the terminal; null unless done
     * @param secret its new secret, never told again; null when none was made
     */
    public record Created(Outcome outcome, TerminalView terminal, String secret) {

        @Override
        public String toString() {
            return "Created[" + outcome + ", " + terminal + "]"; // never the secret
        }
    }
}
