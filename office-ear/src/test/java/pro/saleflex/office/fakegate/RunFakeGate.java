package pro.saleflex.office.fakegate;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Command line of the fake GATE, to see what OFFICE does when GATE is slow, wrong or gone:
 *
 * <pre>{@code
 * mvn -q -pl office-ear -Pfakegate exec:java -Dexec.args="--port 9100"
 * }</pre>
 *
 * <p>Prints its addresses and a curl command for everything it can be made to do. Exit code: 2 for wrong options or a
 * port that is in use; otherwise it runs until Ctrl-C.
 */
public final class RunFakeGate {
    private static final String HELP = """
        A GATE for trials: keeps all documents in memory and misbehaves on demand.

        --port N         port on 127.0.0.1 (9100)
        --control N      port of the controls, which answer even while the gate is down (port + 1)
        --token T        a token of the merchant; may be given several times (gate-token)
        --api-key K      API key that /auth/token/ exchanges for a token (gate-key)
        --expires S      seconds until such a token expires (3600)
        --page-size N    results per page of a pull (100)
        --check-every N  checks only every Nth request against the contract (1)
        --lean           keeps hashes instead of documents, for large numbers of them
        --tls            HTTPS, with a certificate authority generated for this run
        --help           this text
        """;

    /** One line per control call: the arguments of curl, without the address. */
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
            text.append("Trust its certificate authority: ")
                    .append(gate.authority())
                    .append('\n');
        }
        text.append('\n');
        COMMANDS.forEach(command ->
                text.append("curl ").append(gate.control()).append(command).append('\n'));
        return text.append("\nCtrl-C stops it.\n").toString();
    }
}
