package pro.saleflex.office.benchmark;

import java.time.Duration;
import java.util.Map;
import pro.saleflex.office.e2e.OfficeServer;

/** What the programs of this package have in common: a server for the time of the measurement, and their arguments. */
final class Benchmark {
    private Benchmark() {}

    /** Measures a server that is started for it, and stops that. */
    static void onServer(Measurement measurement) throws Exception {
        onServer(Map.of(), measurement);
    }

    /** The same with settings of the server, as environment variables. */
    static void onServer(Map<String, String> settings, Measurement measurement) throws Exception {
        OfficeServer server = OfficeServer.measured("benchmark", settings);
        try {
            measurement.run(server);
        } finally {
            server.stop();
        }
    }

    /** Returns a number among the arguments, or its default if there are fewer. */
    static int number(String[] args, int index, int byDefault) {
        return args.length > index ? Integer.parseInt(args[index]) : byDefault;
    }

    /** Returns the same as a time in seconds, which may have a fraction. */
    static Duration seconds(String[] args, int index, int byDefault) {
        return args.length > index
                ? Duration.ofMillis(Math.round(Double.parseDouble(args[index]) * 1000))
                : Duration.ofSeconds(byDefault);
    }

    /** Measures a server and prints figures. */
    @FunctionalInterface
    interface Measurement {
        void run(OfficeServer server) throws Exception;
    }
}
