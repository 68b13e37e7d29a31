package pro.saleflex.office.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "pro.saleflex.office.";

    /** The features that each feature may use, besides itself and those {@link #OPEN_TO_ALL}. */
    static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("log", Set.of()),
            Map.entry("zone", Set.of()),
            Map.entry("platform", Set.of()),
            Map.entry("schema", Set.of("platform")),
            Map.entry("terminal", Set.of("account", "document")),
            Map.entry("document", Set.of()),
            Map.entry("account", Set.of("document")),
            Map.entry("counter", Set.of()),
            Map.entry("alert", Set.of("journal", "intake", "sales", "account")),
            Map.entry("journal", Set.of("document")),
            Map.entry("intake", Set.of("document", "journal")),
            Map.entry("figures", Set.of()),
            Map.entry("sales", Set.of("document", "journal", "intake", "counter", "figures")),
            Map.entry("closure", Set.of("document", "journal", "intake", "counter", "sales", "figures", "account")),
            Map.entry("reference", Set.of("document", "counter")),
            Map.entry(
                    "status",
                    Set.of("journal", "sales", "figures", "closure", "counter", "reference", "account", "alert")),
            Map.entry("lane", Set.of("document", "journal", "account")),
            Map.entry(
                    "archive",
                    Set.of(
                            "account",
                            "alert",
                            "closure",
                            "counter",
                            "document",
                            "intake",
                            "journal",
                            "lane",
                            "reference",
                            "sales")),
            Map.entry(
                    "gate",
                    Set.of(
                            "lane",
                            "journal",
                            "document",
                            "intake",
                            "sales",
                            "closure",
                            "figures",
                            "reference",
                            "status",
                            "alert",
                            "account")));

    static final Set<String> OPEN_TO_ALL = Set.of("terminal", "config", "platform", "schema", "log", "zone");

    private static final Set<String> WS = Set.of("pos", "soap", "admin", "wire", "guard", "welcome");
    private static final Set<String> WEB = Set.of("portal");

    private static final Pattern ZONE_IN_SQL = Pattern.compile("(?i)at time zone|date_trunc\\('day|current_date");

    private static JavaClasses imported;

    @BeforeAll
    static void read() {
        java.nio.file.Path base = java.nio.file.Path.of(System.getProperty("office.base"));
        imported = new ClassFileImporter()
                .importPaths(Stream.of("office-ejb", "office-ws", "office-web")
                        .map(module -> base.resolve(module).resolve("target/classes"))
                        .toList());
        assertTrue(imported.contain(ROOT + "sales.SalesIntake"), "the application's classes were read");
        assertTrue(imported.contain(ROOT + "pos.HandOverResource"), "the REST API's classes were read");
        assertTrue(imported.contain(ROOT + "portal.SignIn"), "the portal's classes were read");
    }

    private static String part(JavaClass type) {
        String name = type.getPackageName();
        return name.length() <= ROOT.length()
                ? ""
                : name.substring(ROOT.length()).split("\\.", 2)[0];
    }

    private static DescribedPredicate<JavaClass> in(String description, Set<String> parts) {
        return DescribedPredicate.describe(
                description, type -> type.getPackageName().startsWith(ROOT) && parts.contains(part(type)));
    }

    private static GivenClassesConjunction application() {
        return classes().that(in("in the application", MAY_USE.keySet()));
    }

    @Test
    void theApplicationDoesNotDependOnItsInterfaces() {
        noClasses()
                .that(in("in the application", MAY_USE.keySet()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs..", "jakarta.faces..", "jakarta.servlet..", "jakarta.xml.ws..", "jakarta.jws..")
                .because("REST, SOAP and portal are interfaces of one application, not parts of it")
                .check(imported);
    }

    @Test
    void theInterfacesDoNotDependOnEachOther() {
        noClasses()
                .that(in("in office-ws", WS))
                .should()
                .dependOnClassesThat(in("in office-web", WEB))
                .because("each interface module is deployed and changed independently")
                .check(imported);
        noClasses()
                .that(in("in office-web", WEB))
                .should()
                .dependOnClassesThat(in("in office-ws", WS))
                .because("each interface module is deployed and changed independently")
                .check(imported);
    }

    @Test
    void theInterfacesSeeNoEntities() {
        noClasses()
                .that(in("in an interface module", union(WS, WEB)))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are entities or the entity manager",
                        type -> type.isAnnotatedWith(Entity.class) || type.isEquivalentTo(EntityManager.class)))
                .because("records cross the module border: an entity outside its transaction is a trap")
                .check(imported);
    }

    @Test
    void featuresUseOnlyTheFeaturesAllowedToThem() {
        application()
                .should(new ArchCondition<>("use only what their feature may use") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency.getTargetClass())
                                .filter(target -> target.getPackageName().startsWith(ROOT))
                                .filter(target -> !part(target).equals(part(type)))
                                .filter(target -> !OPEN_TO_ALL.contains(part(target)))
                                .filter(target -> !MAY_USE.get(part(type)).contains(part(target)))
                                .forEach(target -> events.add(SimpleConditionEvent.violated(
                                        type, type.getName() + " uses " + target.getName())));
                    }
                })
                .because("the fewer features depend on a feature, the more easily it is changed")
                .check(imported);
    }

    @Test
    void whatTheStandAloneProgramRunsNeedsNoServer() {
        Set<String> packages = Set.of("archive.dump", "archive.file", "archive.restore", "archive.verify");
        Set<String> types = Set.of("counter.DocumentNumber", "schema.Migrations", "schema.RestoreMark");
        Pattern libraries = Pattern.compile(
                "(java|javax\\.(crypto|sql)|org\\.postgresql|org\\.flywaydb|com\\.github\\.luben)(\\..*)?");
        classes()
                .that(DescribedPredicate.describe(
                        "are run by office-archive.jar", type -> isOneOf(type, packages, types)))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are in it",
                        type -> libraries.matcher(type.getPackageName()).matches()
                                || isOneOf(type, packages, types)
                                || isOneOf(type, Set.of("document", "journal"), Set.of())))
                .because("server-config puts them into a program that works when nothing else does")
                .check(imported);
    }

    private static boolean isOneOf(JavaClass type, Set<String> packages, Set<String> types) {
        return packages.stream().anyMatch(name -> type.getPackageName().equals(ROOT + name))
                || types.stream().anyMatch(name -> type.getName().equals(ROOT + name));
    }

    @Test
    void featuresHaveNoCycles() {
        slices().matching(ROOT + "(*)..")
                .should()
                .beFreeOfCycles()
                .because("two features in a cycle are one feature")
                .check(imported);
    }

    @Test
    void entitiesAreNotPublic() {
        application()
                .and()
                .areAnnotatedWith(Entity.class)
                .should()
                .notBePublic()
                .because("entities stay inside their package, records are at its edge")
                .check(imported);
    }

    @Test
    void timersAreNamedAsSuchAndNotPersistent() {
        methods()
                .that()
                .areAnnotatedWith(Schedule.class)
                .should()
                .beDeclaredInClassesThat()
                .haveNameMatching(".*(Watch|Timer|Pull|Keeper|Sampler)")
                .andShould(new ArchCondition<JavaMethod>("not be persistent") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (method.getAnnotationOfType(Schedule.class).persistent()) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is persistent"));
                        }
                    }
                })
                .because("persistent timers stopped firing after a node was killed; claims are in the database")
                .check(imported);
    }

    @Test
    void timersRunOutsideTransactions() {
        methods()
                .that()
                .areAnnotatedWith(Schedule.class)
                .should()
                .beDeclaredInClassesThat(DescribedPredicate.describe(
                        "manage their transactions", bean -> bean.tryGetAnnotationOfType(TransactionManagement.class)
                                .filter(management -> management.value() == TransactionManagementType.BEAN)
                                .isPresent()))
                .because("Payara ignores NOT_SUPPORTED on timers;"
                        + " their work would be one transaction, committed at its end")
                .check(imported);
    }

    @Test
    void enterpriseBeansAreCalledByTheirPublicMethods() {
        classes()
                .that(DescribedPredicate.describe(
                        "are enterprise beans",
                        type -> type.isAnnotatedWith(Stateless.class) || type.isAnnotatedWith(Singleton.class)))
                .should(new ArchCondition<>("be called by public methods only") {
                    @Override
                    public void check(JavaClass bean, ConditionEvents events) {
                        bean.getMethods().stream()
                                .filter(method -> !method.getModifiers().contains(JavaModifier.PUBLIC)
                                        && !method.getModifiers().contains(JavaModifier.STATIC))
                                .flatMap(method -> method.getCallsOfSelf().stream())
                                .filter(call -> !topLevel(call.getOriginOwner()).equals(topLevel(bean)))
                                .forEach(
                                        call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
                    }
                })
                .because("the container refuses all others at run time, which no test without a server shows")
                .check(imported);
    }

    private static String topLevel(JavaClass type) {
        return type.getName().split("\\$", 2)[0];
    }

    @Test
    void everyTimerRecordsItsRunsUnderItsOwnJob() {
        Set<String> works = new TreeSet<>();
        methods()
                .that()
                .areAnnotatedWith(Schedule.class)
                .should(new ArchCondition<>("be run by platform.Timers, each as its own job") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean noted = method.getMethodCallsFromSelf().stream()
                                .anyMatch(
                                        call -> call.getTargetOwner().getName().equals(ROOT + "platform.Timers"));
                        boolean itsOwn = method.getFieldAccesses().stream()
                                .map(access -> access.getTarget())
                                .filter(field -> field.getOwner().getName().equals(ROOT + "platform.TimerJob"))
                                .allMatch(field -> works.add(field.getName()));
                        if (!noted || !itsOwn) {
                            events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + (noted ? " shares its job" : " is not recorded")));
                        }
                    }
                })
                .because("only the health answer shows that a timer has stopped, and a failure must not end it")
                .check(imported);
        assertEquals(
                imported.get(ROOT + "platform.TimerJob").getFields().stream()
                        .filter(field -> field.getModifiers().contains(JavaModifier.ENUM))
                        .map(JavaField::getName)
                        .collect(Collectors.toCollection(TreeSet::new)),
                works,
                "a job that no timer runs would be reported as stale");
    }

    @Test
    void onlyGateLinkAndWebhookHaveAnHttpClient() {
        noClasses()
                .that(in("in the application", MAY_USE.keySet()))
                .and()
                .resideOutsideOfPackage(ROOT + "gate.link")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "alert.delivery.WebhookSender")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "jakarta.ws.rs.client..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.net.URLConnection.class)
                .because("nobody may make this server call an address of their choice; GATE's and the webhook's are"
                        + " settings; the webhook gets alerts even without a link to GATE")
                .check(imported);
    }

    @Test
    void settingsAreReadInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "config")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.microprofile.config..")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .because("an administrator finds every setting in one class")
                .check(imported);
    }

    @Test
    void theClockIsInjected() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "config")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("tests set the clock")
                .check(imported);
    }

    @Test
    void zonesAreConvertedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "zone")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.ZoneId")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.ZonedDateTime")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.time.zone..", "com.ibm.icu..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.TimeZone.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Calendar.class)
                .orShould()
                .callMethod(java.time.Instant.class, "atZone", java.time.ZoneId.class)
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "atZone", java.time.ZoneId.class)
                .orShould()
                .callMethod(java.time.LocalDate.class, "atStartOfDay", java.time.ZoneId.class)
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "atZoneSameInstant", java.time.ZoneId.class)
                .because("the JDK's rules are as old as the JDK; those of zone.StoreZone are kept up to date")
                .check(imported);
    }

    @Test
    void sqlConvertsNoZones() throws IOException {
        java.nio.file.Path base = java.nio.file.Path.of(System.getProperty("office.base"));
        Set<String> asking = new TreeSet<>();
        for (String module : Set.of("office-ejb", "office-ws", "office-web")) {
            try (Stream<java.nio.file.Path> files =
                    Files.walk(base.resolve(module).resolve("src/main/java"))) {
                for (java.nio.file.Path file :
                        files.filter(Files::isRegularFile).toList()) {
                    if (ZONE_IN_SQL.matcher(Files.readString(file)).find()) {
                        asking.add(base.relativize(file).toString());
                    }
                }
            }
        }

        assertEquals(Set.of(), asking, "SQL gets instants, because the database may have other zone rules");
    }

    @Test
    void noClassHasAMeaninglessName() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .because("these names say nothing")
                .check(imported);
    }

    @Test
    void everyResourceIsGuardedOrStatesWhyNot() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should(new ArchCondition<>("be guarded or open with a reason") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean administrator = type.isAnnotatedWith(ROOT + "guard.AdministratorOnly")
                                || type.isAnnotatedWith(ROOT + "guard.StaffOnly")
                                || type.isAnnotatedWith(ROOT + "guard.AnyUser");
                        boolean open = type.isAnnotatedWith(ROOT + "guard.Open");
                        boolean terminal = type.getMethods().stream()
                                .filter(method -> method.isAnnotatedWith("jakarta.ws.rs.GET")
                                        || method.isAnnotatedWith("jakarta.ws.rs.POST"))
                                .allMatch(ArchitectureTest::callsTheGuard);
                        if (!administrator && !open && !terminal) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " is not guarded"));
                        }
                    }
                })
                .because("a forgotten guard shows in no other test")
                .check(imported);
    }

    @Test
    void everySoapOperationExceptPingIsGuarded() {
        assertEquals(
                Set.of("ping"),
                imported.get(ROOT + "soap.PosService").getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(method -> !callsTheGuard(method))
                        .map(JavaMethod::getName)
                        .collect(Collectors.toSet()),
                "a forgotten guard shows in no other test");
    }

    /** By itself, or by another method of its class. */
    private static boolean callsTheGuard(JavaMethod method) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals(ROOT + "guard.TerminalGuard")
                        || (call.getTargetOwner().equals(method.getOwner())
                                && !call.getName().equals(method.getName())
                                && call.getTarget()
                                        .resolveMember()
                                        .map(ArchitectureTest::callsTheGuard)
                                        .orElse(false)));
    }

    @Test
    void everyClassNameIsInOneModuleOnly() {
        Map<String, Set<String>> modules = new TreeMap<>();
        imported.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .forEach(type -> modules.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(
                                WS.contains(part(type))
                                        ? "office-ws"
                                        : WEB.contains(part(type)) ? "office-web" : "office-ejb"));
        modules.values().removeIf(found -> found.size() == 1);

        assertEquals(Map.of(), modules, "the second web module would break");
    }

    @Test
    void onlyPrintableTextIsLogged() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "log")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.logging.Logger")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.System$Logger")
                .because("a caller's line breaks could forge log lines; log.Log replaces them")
                .check(imported);
    }

    @Test
    void everyPackageHasAPackageInfo() {
        Set<String> packages = new TreeSet<>();
        imported.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .filter(name -> !name.equals(ROOT + "soap.contract")) // generated
                .forEach(packages::add);
        assertTrue(packages.size() > 10, "the packages were found");
        packages.removeIf(ArchitectureTest::hasPackageInfo);

        assertEquals(Set.of(), packages, "packages without a package-info");
    }

    private static boolean hasPackageInfo(String name) {
        java.nio.file.Path base = java.nio.file.Path.of(System.getProperty("office.base"));
        return Stream.of("office-ejb", "office-ws", "office-web")
                .map(module -> base.resolve(module)
                        .resolve("src/main/java")
                        .resolve(name.replace('.', '/'))
                        .resolve("package-info.java"))
                .anyMatch(Files::exists);
    }

    @Test
    void onlyBeansHaveAnEntityManager() {
        fields().that()
                .haveRawType(EntityManager.class)
                .and()
                .areDeclaredInClassesThat(DescribedPredicate.describe(
                        "are beans", type -> !Set.of("JournalAppender", "Sql").contains(type.getSimpleName())))
                .should()
                .beAnnotatedWith(PersistenceContext.class)
                .because("the container opens and closes them with the transaction")
                .check(imported);
    }

    @Test
    void noStaticStateIsWritten() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(in("in the product", union(MAY_USE.keySet(), union(WS, WEB))))
                .should()
                .beFinal()
                .because("it outlives the application that wrote it, and tests and redeployments share it")
                .check(imported);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
