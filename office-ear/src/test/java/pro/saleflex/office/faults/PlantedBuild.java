package pro.saleflex.office.faults;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** An EAR like the one under test, but for a planted fault. */
final class PlantedBuild {
    private PlantedBuild() {}

    /**
     * Compiles the application with the fault and packs it.
     *
     * @param payara an unpacked application server, whose modules have the APIs
     * @param work a directory of its own
     * @return the EAR
     */
    static Path make(PlantedFault fault, Path payara, Path work) throws IOException {
        Path classes = Files.createDirectories(work.resolve("classes"));
        Path libraries = Files.createDirectories(work.resolve("lib"));
        Path ear = work.resolve("office.ear");
        Files.copy(Path.of(System.getProperty("office.ear")), ear, StandardCopyOption.REPLACE_EXISTING);
        Path module = libraries.resolve("office-ejb.jar");
        try (FileSystem packed = FileSystems.newFileSystem(ear)) {
            for (Path library : jars(packed.getPath("lib"))) {
                Files.copy(
                        library,
                        libraries.resolve(library.getFileName().toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.copy(packed.getPath("office-ejb.jar"), module, StandardCopyOption.REPLACE_EXISTING);
        }
        List<Path> path = new ArrayList<>(jars(libraries));
        path.addAll(jars(payara.resolve("glassfish/modules")));
        path.add(Path.of(System.getProperty("office.driver")));
        compile(fault.sources(), path, classes);
        try (FileSystem jar = FileSystems.newFileSystem(module);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path inside = jar.getPath(classes.relativize(file).toString());
                Files.copy(file, inside, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (FileSystem packed = FileSystems.newFileSystem(ear)) {
            Files.copy(module, packed.getPath("office-ejb.jar"), StandardCopyOption.REPLACE_EXISTING);
        }
        return ear;
    }

    private static List<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static void compile(Map<Path, String> sources, List<Path> path, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((file, text) -> units.add(new Source(file.toUri(), text)));
        List<String> options = List.of(
                "-nowarn",
                "-proc:none",
                "-parameters",
                "--release",
                "17",
                "-d",
                classes.toString(),
                "-cp",
                String.join(
                        System.getProperty("path.separator"),
                        path.stream().map(Path::toString).toList()));
        StringWriter output = new StringWriter();
        if (!compiler.getTask(output, null, null, options, null, units).call()) {
            throw new IllegalStateException("The planted fault cannot be compiled:\n" + output);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(URI file, String text) {
            super(file, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
