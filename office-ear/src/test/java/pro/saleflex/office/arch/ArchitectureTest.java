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

    /** What a feature may use beside itself; terminal, config, platform, schema, log and zone are open to all. */
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
            Map.entry("status", Set.of("sales", "figures", "closure", "counter", "reference", "account", "alert")),
            Map.entry("lane", Set.of("document", "journal", "account")),
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

    private static JavaClasses house;

    @BeforeAll
    static void read() {
        java.nio.file.Path base = java.nio.file.Path.of(System.getProperty("office.base"));
        house = new ClassFileImporter()
                .importPaths(Stream.of("office-ejb", "office-ws", "office-web")
                        .map(module -> base.resolve(module).resolve("target/classes"))
                        .toList());
        assertTrue(house.contain(ROOT + "sales.SalesIntake"), "the classes of the application are looked at");
        assertTrue(house.contain(ROOT + "pos.HandOverResource"), "the classes of the REST door are looked at");
        assertTrue(house.contain(ROOT + "portal.SignIn"), "the classes of the portal are looked at");
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
    void theApplicationKnowsNoDoor() {
        noClasses()
                .that(in("in the application", MAY_USE.keySet()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs..", "jakarta.faces..", "jakarta.servlet..", "jakarta.xml.ws..", "jakarta.jws..")
                .because("REST, SOAP and portal are doors to one application, not parts of it")
                .check(house);
    }

    @Test
    void theDoorsDoNotKnowEachOther() {
        noClasses()
                .that(in("in office-ws", WS))
                .should()
                .dependOnClassesThat(in("in office-web", WEB))
                .because("each door is deployed and changed by itself")
                .check(house);
        noClasses()
                .that(in("in office-web", WEB))
                .should()
                .dependOnClassesThat(in("in office-ws", WS))
                .because("each door is deployed and changed by itself")
                .check(house);
    }

    @Test
    void theDoorsSeeNoEntities() {
        noClasses()
                .that(in("in a door", union(WS, WEB)))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are entities or the entity manager",
                        type -> type.isAnnotatedWith(Entity.class) || type.isEquivalentTo(EntityManager.class)))
                .because("records are the edge: an entity outside its transaction is a trap")
                .check(house);
    }

    @Test
    void featuresUseOnlyWhatTheyMay() {
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
                .because("a feature is changed in one place only when few others lean on it")
                .check(house);
    }

    @Test
    void featuresHaveNoCycles() {
        slices().matching(ROOT + "(*)..")
                .should()
                .beFreeOfCycles()
                .because("two features in a cycle are one")
                .check(house);
    }

    @Test
    void whatIsNoDoorStaysInside() {
        application()
                .and()
                .areAnnotatedWith(Entity.class)
                .should()
                .notBePublic()
                .because("entities are inside, records are at the edges")
                .check(house);
    }

    @Test
    void timersAreNamedAndHarmless() {
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
                .check(house);
    }

    @Test
    void timersNoteTheirRuns() {
        Set<String> works = new TreeSet<>();
        methods()
                .that()
                .areAnnotatedWith(Schedule.class)
                .should(new ArchCondition<>("run by platform.Timers, as a work of their own") {
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
                                    method, method.getFullName() + (noted ? " shares its work" : " is not noted")));
                        }
                    }
                })
                .because("a timer that stopped shows in the health answer only, and a failure must not end it")
                .check(house);
        assertEquals(
                house.get(ROOT + "platform.TimerJob").getFields().stream()
                        .filter(field -> field.getModifiers().contains(JavaModifier.ENUM))
                        .map(JavaField::getName)
                        .collect(Collectors.toCollection(TreeSet::new)),
                works,
                "work that no timer does would be called stale");
    }

    @Test
    void onlyWhatTalksToTheOutsideHasAnHttpClient() {
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
                .because("nothing may make this server call an address of his; GATE's and the webhook's are from the"
                        + " settings, and the webhook must be told of alerts also when there is no link to GATE")
                .check(house);
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
                .check(house);
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
                .because("tests turn the clock")
                .check(house);
    }

    @Test
    void zonesAreCountedInOnePlace() {
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
                .because("the JDK's rules are as old as the JDK; zone.StoreZone has those that are kept new")
                .check(house);
    }

    @Test
    void noZoneIsAskedOfTheDatabase() throws IOException {
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

        assertEquals(Set.of(), asking, "SQL gets instants: the database's rules are not those of zone.StoreZone");
    }

    @Test
    void namesSayWhatAThingIs() {
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
                .check(house);
    }

    @Test
    void everyResourceIsGuardedOrSaysWhyNot() {
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
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " lets anybody in"));
                        }
                    }
                })
                .because("a forgotten guard shows in no other test")
                .check(house);
    }

    @Test
    void everySoapCallButThePingIsGuarded() {
        assertEquals(
                Set.of("ping"),
                house.get(ROOT + "soap.PosService").getMethods().stream()
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
    void aClassNameStandsInOneModuleOnly() {
        Map<String, Set<String>> modules = new TreeMap<>();
        house.stream()
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
    void whatIsLoggedIsPrintable() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "log")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.logging.Logger")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.System$Logger")
                .because("a caller's line ends would forge lines of the log; log.Log takes them out")
                .check(house);
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Set<String> silent = new TreeSet<>();
        house.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .filter(name -> !name.equals(ROOT + "soap.contract")) // generated
                .forEach(silent::add);
        assertTrue(silent.size() > 10, "the packages were found");
        silent.removeIf(ArchitectureTest::hasPackageInfo);

        assertEquals(Set.of(), silent, "packages without their five lines");
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
    void entityManagersAreTheContainers() {
        fields().that()
                .haveRawType(EntityManager.class)
                .and()
                .areDeclaredInClassesThat(DescribedPredicate.describe(
                        "are beans", type -> !type.getSimpleName().equals("JournalAppender")))
                .should()
                .beAnnotatedWith(PersistenceContext.class)
                .because("the container opens and closes them with the transaction")
                .check(house);
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
                .check(house);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
