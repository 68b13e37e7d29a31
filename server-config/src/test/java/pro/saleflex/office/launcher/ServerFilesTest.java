package pro.saleflex.office.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files read from and written for the two servers. */
class ServerFilesTest {
    @TempDir
    Path directory;

    @Test
    void hashesThePasswordLikeTheServersOwnKeyFile() {
        // Shipped by Payara for an empty password.
        String shipped = "KmDHfsWXWeoRBbY3XMIaW7x95ljvpJlqx/aIeDZakL22/1BrYLp7Ig==";
        byte[] kept = Base64.getDecoder().decode(shipped);

        assertEquals("{SSHA256}" + shipped, AdminKeyFile.hash("", Arrays.copyOfRange(kept, 32, 40)));
    }

    @Test
    void theRolesScriptGetsQuotedLiteralsAndLosesItsComments() throws IOException {
        Path file = directory.resolve("roles.sql");
        Files.writeString(file, "-- :'owner_password'\nselect :'owner_password', :'app_password';\n");

        String text = RolesScript.read(file)
                .with("owner_password", "it's")
                .with("app_password", "b")
                .text();

        assertEquals("select 'it''s', 'b';", text);
    }

    @Test
    void payarasStartCommandGetsOurMemoryOptions() throws IOException {
        StartCommand command = StartCommand.parse("""
                Dump of JVM Invocation line that would be used to launch:
                /some/jdk/bin/java
                -XX:NewRatio=2
                -Xmx512m
                -Da=b c
                com.sun.enterprise.glassfish.bootstrap.ASMain
                -type

                Command start-domain executed successfully.
                """);

        assertEquals(
                List.of("java", "-Xmx1g", "-Da=b c", "com.sun.enterprise.glassfish.bootstrap.ASMain", "-type"),
                command.with("java", List.of("-Xmx1g")));
        assertThrows(IOException.class, () -> StartCommand.parse("There is no domain here."));
    }

    @Test
    void jvmOptionsComeFromTheInstallScript() throws IOException {
        assertEquals(
                List.of("-Da=b", "-Dc=d", "-Xe"),
                PayaraDomain.jvmOptions(
                        List.of("create-jvm-options -Da=b:-Dc=d", "set x=y", "create-jvm-options -Xe")));
        assertTrue(PayaraDomain.jvmOptions(Files.readAllLines(Path.of("payara/install.asadmin")))
                .containsAll(List.of("-Duser.language=en", "-Duser.country=US")));
    }

    @Test
    void databaseErrorsNeverQuoteARow() throws IOException {
        List<String> script = Files.readAllLines(Path.of("payara/install.asadmin"));
        for (String pool : List.of("office", "office_owner")) {
            assertTrue(script.contains(
                    "set resources.jdbc-connection-pool." + pool + ".property.logServerErrorDetail=false"));
        }
    }

    @Test
    void theLogFormatComesFromTheInstallScript() throws IOException {
        assertEquals(
                List.of("com.sun.enterprise.server.logging.GFFileHandler.formatter="
                        + "fish.payara.enterprise.server.logging.JSONLogFormatter"),
                PayaraDomain.logAttributes(Files.readAllLines(Path.of("payara/install.asadmin"))));
    }

    @Test
    void failedNameLookupsAreCachedOnlyBriefly() throws IOException, InterruptedException {
        Path program = Files.writeString(directory.resolve("Show.java"), """
                public class Show {
                    public static void main(String[] args) {
                        System.out.print(java.security.Security.getProperty("networkaddress.cache.negative.ttl"));
                    }
                }
                """);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process show = new ProcessBuilder(
                        java.toString(),
                        "-Djava.security.properties=" + Path.of("payara/java.security"),
                        program.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals("2", new String(show.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, show.waitFor());
    }

    @Test
    void aFailedDeploymentIsFoundInTheLogWithItsInnermostCause() {
        assertEquals(Optional.of("java.lang.IllegalStateException: fsync is off"), ServerLog.deploymentFailureIn("""
                        Caused by: jakarta.ejb.CreateException: Initialization failed
                        \tat somewhere
                        Caused by: java.lang.IllegalStateException: fsync is off
                        \tat elsewhere
                        Exception while loading the app]]
                        """));
        assertEquals(Optional.of("java.lang.IllegalStateException: fsync is off"), ServerLog.deploymentFailureIn("""
                        {"Level":"WARNING","Throwable":{"StackTrace":"jakarta.ejb.CreateException\\n\\tat somewhere\\n\
                        Caused by: java.lang.IllegalStateException: fsync is off\\n\\tat elsewhere\\n"}}
                        {"Level":"SEVERE","LogMessage":"Exception while loading the app"}
                        """));
        assertEquals(
                Optional.of("Boot Command deploy failed: no \"ear\""),
                ServerLog.deploymentFailureIn(
                        "{\"LogMessage\":\"  Boot Command deploy failed: no \\\"ear\\\"\",\"Level\":\"INFO\"}"));
        assertEquals(
                Optional.of("Boot Command deploy failed: not a zip"),
                ServerLog.deploymentFailureIn("x\n  Boot Command deploy failed: not a zip\ny"));
        assertEquals(
                Optional.empty(),
                ServerLog.deploymentFailureIn("Boot Command deploy returned with result SUCCESS : fine]]"));
    }

    @Test
    void readsTheLogOnlyFromTheStartOfTheBoot() throws IOException {
        Path file = directory.resolve("server.log");
        Files.writeString(file, "Exception while loading the app : last time]]\n");
        ServerLog log = ServerLog.fromNow(file);
        assertEquals(Optional.empty(), log.deploymentFailure());

        Files.writeString(file, Files.readString(file) + "Exception while loading the app : now]]\n");
        assertTrue(log.deploymentFailure().orElseThrow().endsWith("now"));
    }

    @Test
    void copiesAndDeletesWholeTrees() throws IOException {
        Path from = Files.createDirectories(directory.resolve("from/a/b"));
        Files.writeString(from.resolve("c"), "content");

        FileTree.copy(directory.resolve("from"), directory.resolve("to"));
        FileTree.delete(directory.resolve("from"));

        assertEquals("content", Files.readString(directory.resolve("to/a/b/c")));
        assertFalse(Files.exists(directory.resolve("from")));
    }
}
