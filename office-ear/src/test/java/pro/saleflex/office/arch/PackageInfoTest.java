package pro.saleflex.office.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks the package-infos: the events and tables they name, and that SQL uses only tables of packages below. */
class PackageInfoTest {
    private static final String ROOT = "pro.saleflex.office.";
    private static final Path BASE = Path.of(System.getProperty("office.base"));
    private static final Path SOURCES = BASE.resolve("office-ejb/src/main/java");
    private static final Path MIGRATIONS = BASE.resolve("office-ejb/src/main/resources");

    private static final Pattern CREATED = Pattern.compile("(?i)create (?:unlogged )?table (?:if not exists )?(\\w+)");
    private static final Pattern DROPPED = Pattern.compile("(?i)drop table (?:if exists )?(\\w+)");
    private static final Pattern TABLES = Pattern.compile("Tables?: (?!none)(.*?)(?:\\.(?: |$)|\\*/)");
    private static final Pattern CODE = Pattern.compile("\\{@code (\\w+)}");
    private static final Pattern LINK = Pattern.compile("\\{@link (pro\\.[\\w.]+)(?:#\\w+)?}");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern STRING = Pattern.compile("(?s)\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"");
    private static final Pattern NAMED = Pattern.compile("(?i)\\b(?:from|join|into|update)\\s+(\\w+)");

    private static JavaClasses application;
    private static Map<String, String> infos;
    private static Map<String, Set<String>> owners;

    @BeforeAll
    static void read() throws IOException {
        application = new ClassFileImporter().importPath(BASE.resolve("office-ejb/target/classes"));
        infos = new TreeMap<>();
        for (Path file : files(SOURCES, "package-info.java")) {
            infos.put(packageOf(file), Files.readString(file).replaceAll("\\s*\\n \\*\\s*", " "));
        }
        owners = new TreeMap<>();
        infos.forEach((name, info) -> TABLES.matcher(info)
                .results()
                .flatMap(sentence -> CODE.matcher(sentence.group(1)).results())
                .forEach(table -> owners.computeIfAbsent(table.group(1), all -> new TreeSet<>())
                        .add(name)));
        assertTrue(infos.size() > 20, "the packages were found");
    }

    private static List<Path> files(Path root, String end) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    /** Returns the name below the root package, such as {@code alert.delivery}. */
    private static String packageOf(Path file) {
        return SOURCES.relativize(file.getParent()).toString().replace('/', '.').substring(ROOT.length());
    }

    @Test
    void everyTableHasOneOwnerThatNamesIt() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (Path migration : files(MIGRATIONS, ".sql")) {
            String sql = Files.readString(migration);
            CREATED.matcher(sql).results().map(found -> found.group(1)).forEach(tables::add);
            DROPPED.matcher(sql).results().map(found -> found.group(1)).forEach(tables::remove);
        }
        Map<String, Set<String>> expected = new TreeMap<>();
        tables.forEach(table -> expected.put(
                table,
                Set.of(owners.getOrDefault(table, Set.of("nobody")).iterator().next())));

        assertEquals(expected, owners, "tables, each with the package whose package-info names it under Tables");
        assertEquals(tables, owners.keySet());
    }

    @Test
    void sqlUsesOnlyTablesOfItsOwnPackageAndThoseBelow() throws IOException {
        Set<String> tooHigh = new TreeSet<>();
        int uses = 0;
        for (Path file : files(SOURCES, ".java")) {
            String name = packageOf(file);
            String part = name.split("\\.", 2)[0];
            for (String table : tablesIn(Files.readString(file))) {
                uses++;
                String owner = owners.get(table).iterator().next().split("\\.", 2)[0];
                boolean below = owner.equals(part)
                        || ArchitectureTest.OPEN_TO_ALL.contains(owner)
                        || ArchitectureTest.MAY_USE.get(part).contains(owner);
                if (!below) {
                    tooHigh.add(name + "." + file.getFileName() + " reads " + table + " of " + owner);
                }
            }
        }

        assertTrue(uses > 50, uses + " uses of tables were found");
        assertEquals(Set.of(), tooHigh, "SQL that reads a table of a package above its own");
    }

    private static Set<String> tablesIn(String source) {
        String text = STRING.matcher(COMMENT.matcher(source).replaceAll(""))
                .results()
                .map(string -> string.group(1) == null ? string.group(2) : string.group(1))
                .collect(Collectors.joining(" "));
        Set<String> tables = NAMED.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(match -> match.replaceAll("(?s).*\\s", ""))
                .collect(Collectors.toCollection(HashSet::new));
        tables.retainAll(owners.keySet());
        return tables;
    }

    @Test
    void everyEventIsLinkedByItsPackageInfo() {
        Set<String> unlinked = new TreeSet<>();
        Set<String> events = new TreeSet<>();
        for (JavaClass type : application) {
            type.getFields().stream()
                    .filter(field -> field.getRawType().getName().equals("jakarta.enterprise.event.Event"))
                    .map(field -> ((JavaParameterizedType) field.getType()).getActualTypeArguments())
                    .flatMap(List::stream)
                    .map(JavaType::getName)
                    .forEach(events::add);
        }
        for (String event : events) {
            String name = event.substring(ROOT.length(), event.lastIndexOf('.'));
            if (!infos.getOrDefault(name, "").contains(event)) {
                unlinked.add(event);
            }
        }

        assertTrue(events.size() > 3, "the events were found: " + events);
        assertEquals(Set.of(), unlinked, "events that their package-info does not link");
    }

    @Test
    void everyLinkedClassExists() {
        Set<String> missing = new TreeSet<>();
        infos.forEach((name, info) -> LINK.matcher(info)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !application.contain(link) && !application.contain(nested(link)))
                .forEach(link -> missing.add(name + " links " + link)));

        assertEquals(Set.of(), missing, "links to classes that do not exist");
    }

    private static String nested(String link) {
        int dot = link.lastIndexOf('.');
        return link.substring(0, dot) + "$" + link.substring(dot + 1);
    }
}
