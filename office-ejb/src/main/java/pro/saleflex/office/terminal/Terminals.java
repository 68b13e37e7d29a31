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
import java.util.function.Function;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.Identification.Identified;

/** Stores and terminals: identifies callers, and lets administrators list, create and change them. */
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
     * Identifies the terminal that is calling. A refused caller is logged and recorded for {@link #refusedCallers()}.
     *
     * <p>A blocked terminal is identified: it loses its master data, not its backup.
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
                    codes, refusal.get(), credential.peer(), () -> directory.isInsider(store, credential));
        }
        Terminal terminal = entry.terminal().orElseThrow();
        if (credential.secret().filter(terminal::isFirstUseOf).isPresent()) {
            secretUse.recordFirstUse(terminal.id, terminal.secretSha256);
            directory.invalidate();
        }
        return new Identified(terminal.ref(entry.store().orElseThrow()));
    }

    /** Returns the store with these codes, if there is one. */
    public Optional<StoreRef> store(String officeCode, String storeCode) {
        return Store.find(em, officeCode, storeCode).map(Store::ref);
    }

    /** Returns all stores, by their codes. */
    public List<StoreRef> stores() {
        return em.createQuery("select s from Store s order by s.officeCode, s.storeCode", Store.class)
                .getResultStream()
                .map(Store::ref)
                .toList();
    }

    /** Returns all terminals as administrators see them, by store and number. */
    public List<TerminalView> all() {
        return em.createQuery(
                        "select t, s from Terminal t, Store s where t.storeId = s.id"
                                + " order by s.officeCode, s.storeCode, t.number",
                        Object[].class)
                .getResultStream()
                .map(row -> ((Terminal) row[0]).view((Store) row[1], now()))
                .toList();
    }

    /** Returns the terminal with this id, if there is one. */
    public Optional<TerminalView> find(UUID id) {
        return Optional.ofNullable(em.find(Terminal.class, id)).map(this::view);
    }

    /** Returns all terminals as other packages know them, by store and number. */
    public List<TerminalRef> refs() {
        return em.createQuery(
                        "select t, s from Terminal t, Store s where t.storeId = s.id"
                                + " order by s.officeCode, s.storeCode, t.number",
                        Object[].class)
                .getResultStream()
                .map(row -> ((Terminal) row[0]).ref((Store) row[1]))
                .toList();
    }

    /** Returns the callers that were refused, the latest first; at most 1000. */
    public List<RefusedCaller> refusedCallers() {
        return refusedCallers.latest();
    }

    /**
     * Creates a store.
     *
     * @return the store; empty if there is already one with these codes
     * @throws IllegalArgumentException the specification is invalid, see {@link StoreSpec#fault()}
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
        directory.invalidate();
        return Optional.of(store.ref());
    }

    /**
     * Changes a store from now on and keeps its former values as history. Concurrent changes are serialized.
     *
     * @return the store; empty if there is none with this id
     * @throws IllegalArgumentException the change is invalid, see {@link StoreChange#fault()}
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
        store.apply(change);
        if (!store.ref().equals(before)) {
            em.merge(new StoreTerms(store, now())); // of two changes at the same moment, the second one counts
        }
        directory.invalidate();
        return Optional.of(store.ref());
    }

    /** Returns a terminal with its store as it was at a moment. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public TerminalRef asOf(TerminalRef terminal, Instant moment) {
        return history(terminal).apply(moment);
    }

    /** Returns a function that tells the same for any moment, without asking the database again. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Function<Instant, TerminalRef> history(TerminalRef terminal) {
        List<StoreTerms> terms = StoreTerms.latestFirst(em, terminal.store().id());
        return moment -> new TerminalRef(
                terminal.id(),
                StoreTerms.at(terms, terminal.store(), moment.atOffset(ZoneOffset.UTC)),
                terminal.code(),
                terminal.number(),
                terminal.blocked(),
                terminal.mayPull(),
                terminal.setUpAt());
    }

    /**
     * Creates a terminal with a new secret.
     *
     * @return the outcome and, if it was created, the terminal with its secret
     * @throws IllegalArgumentException the specification is invalid, see {@link TerminalSpec#fault()}
     */
    public Created createTerminal(TerminalSpec spec) {
        return create(spec, Secrets.make());
    }

    /**
     * Creates a terminal that cannot call before it has enrolled, unless its network is trusted.
     *
     * @return the outcome and, if it was created, the terminal
     * @throws IllegalArgumentException the specification is invalid, see {@link TerminalSpec#fault()}
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
            terminal.setSecret(secret);
        }
        em.persist(terminal);
        directory.invalidate();
        return new Created(Outcome.DONE, view(terminal), secret);
    }

    /**
     * Changes a terminal and creates a new secret if the change requests one. Concurrent changes are serialized. A
     * rotation replaces the new secret of an earlier one that was not used yet; the secret that the terminal calls with
     * stays valid for the grace period.
     *
     * @return the terminal with its new secret, if one was requested; empty if there is no such terminal
     * @throws IllegalArgumentException the change is invalid, see {@link TerminalChange#fault()}
     */
    public Optional<Created> changeTerminal(UUID id, TerminalChange change) {
        requireValid(change.fault());
        // Not "for update", which would block sales that come in meanwhile, since they refer to the row.
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
        directory.invalidate();
        return Optional.of(new Created(Outcome.DONE, view(terminal), secret));
    }

    /**
     * Gives a terminal a new secret for its enrolment. Ends any other secret, and a revocation, at once.
     *
     * @throws java.util.NoSuchElementException there is no such terminal
     */
    public Created renewSecret(UUID id) {
        Terminal terminal = Optional.ofNullable(em.find(Terminal.class, id)).orElseThrow();
        String secret = Secrets.make();
        terminal.setSecret(secret);
        directory.invalidate();
        return new Created(Outcome.DONE, view(terminal), secret);
    }

    /**
     * Serializes the creation of rows of one kind by an advisory lock, held until the end of the transaction. Whoever
     * gets the lock sees the codes that were created before, so two callers never race for a unique key.
     */
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

    /** The outcome of a request to create or change a terminal. */
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
     * @param outcome the outcome of the request
     * @param terminal the terminal; null unless done
     * @param secret its new secret, never shown again; null if none was made
     */
    public record Created(Outcome outcome, TerminalView terminal, String secret) {

        @Override
        public String toString() {
            return "Created[" + outcome + ", " + terminal + "]"; // never the secret
        }
    }
}
