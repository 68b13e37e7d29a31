package pro.saleflex.office.fakegate;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A GATE anyone can run, to see what OFFICE does when GATE is slow, wrong or gone:
 *
 * <pre>{@code
 * mvn -q -pl office-ear -Pfakegate exec:java -Dexec.args="--port 9100"
 * }</pre>
 *
 * <p>It prints its addresses and a command for each thing it can be told. Exit code: 2 for wrong options or a port that
 * is in use; otherwise it runs until Ctrl-C.
 */
public final class RunFakeGate {
    private static final String HELP = """
        A GATE for trials: it keeps all documents in memory and misbehaves on demand.

        --port N         port on 127.0.0.1 (9100)
        --control N      port that is told how to behave, and that answers while the gate is down (port + 1)
        --token T        the merchant's own token; may be given several times (gate-token)
        --api-key K      what /auth/token/ hands out tokens for (gate-key)
        --expires S      seconds until such a token runs out (3600)
        --page-size N    results on a page of a pull (100)
        --check-every N  only every Nth request is checked against the contract (1)
        --lean           keeps hashes only, no documents: for very many
        --tls            HTTPS, with a certificate of an authority made for this run
        --help           this text
        """;

    /** One line for each thing to be told: what follows curl, without the address. */
    private static final List<String> COMMANDS = List.of(
            "/_seen",
            "/_seen/POS-001",
            "/_mode -d '{\"mode\":\"well\"}'",
            "/_mode -d '{\"mode\":\"down\"}'",
            "/_mode -d '{\"mode\":\"slow\",\"millis\":3000}'",
            "/_mode -d '{\"mode\":\"drop_answer\",\"share\":0.5}'",
            "/_mode -d '{\"mode\":\"error\",\"status\":503,\"share\":0.5}'",
            "/_mode -d '{\"mode\":\"too_many\",\"retry_after\":5,\"next\":10}'",
            "/_mode -d '{\"mode\":\"unauthorized\"}'",
            "/_mode -d '{\"mode\":\"garbage\",\"share\":0.5}'",
            "/_mode -d '{\"mode\":\"cut\",\"share\":0.5}'",
            "/_mode -d '{\"mode\":\"forbidden\"}'",
            "/_mode -d '{\"mode\":\"not_found\",\"on\":\"/closures/\"}'",
            "/_mode -d '{\"mode\":\"redirect\",\"status\":307}'",
            "/_mode -d '{\"mode\":\"wrong_certificate\",\"certificate\":\"expired\"}'",
            "/_mode -d '{\"mode\":\"wrong_certificate\",\"certificate\":\"other_host\"}'",
            "/_mode -d '{\"mode\":\"refuse\",\"terminal\":\"POS-001\",\"receipt_number\":3,\"status\":422}'",
            "/_mode -d '{\"mode\":\"refuse\",\"document_id\":\"...\",\"message\":\"not like this\"}'",
            "/_refusals -X DELETE",
            "/_tokens -X DELETE",
            "/_changes -d '{\"resource\":\"products\",\"id\":\"...\",\"row\":{\"id\":\"...\"}}'",
            "/_pages -d '{\"path\":\"/products/updates/\",\"page\":\"no page at all\"}'",
            "/_notifications -d '{\"body\":\"Paper is in the back office.\"}'");

    private RunFakeGate() {}

    /** Runs until it is stopped; ends the process only to report a failure. */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        FakeGate gate;
        try {
            gate = FakeGate.start(Options.of(arguments));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(gate::close, "ctrl-c"));
        System.out.print(welcome(gate));
        new CountDownLatch(1).await();
    }

    private static String welcome(FakeGate gate) {
        StringBuilder text = new StringBuilder("A fake GATE is at " + gate.url() + ".\n");
        if (gate.url().startsWith("https")) {
            text.append("Its authority to trust: ").append(gate.authority()).append('\n');
        }
        text.append('\n');
        COMMANDS.forEach(command ->
                text.append("curl ").append(gate.control()).append(command).append('\n'));
        return text.append("\nCtrl-C stops it.\n").toString();
    }
}
