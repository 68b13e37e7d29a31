package pro.saleflex.office.launcher;

import java.util.Optional;

/**
 * Starts and stops the two servers in order. A stop may come at any time from another thread (Ctrl-C): it waits for a
 * start in progress, and prevents later starts.
 */
final class Children {
    private final Phases phases;
    private PostgresServer postgres;
    private PayaraServer payara;
    private volatile boolean stopping;

    Children(Phases phases) {
        this.phases = phases;
    }

    /** Starts a server. */
    interface Start {
        void run() throws Trouble;
    }

    synchronized void start(PostgresServer server, Start start) throws Trouble {
        if (!stopping) {
            postgres = server;
            start.run();
        }
    }

    synchronized void start(PayaraServer server, Start start) throws Trouble {
        if (!stopping) {
            payara = server;
            start.run();
        }
    }

    boolean stopping() {
        return stopping;
    }

    /** Returns the name of a server that ended without being stopped. */
    Optional<String> died() {
        if (stopping) {
            return Optional.empty();
        }
        if (payara != null && !payara.process().isAlive()) {
            return Optional.of("Payara Server");
        }
        if (postgres != null && !postgres.process().isAlive()) {
            return Optional.of("PostgreSQL");
        }
        return Optional.empty();
    }

    /** Stops what is running: Payara first, because it still writes, then PostgreSQL. A second call does nothing. */
    void stop() {
        stopping = true;
        stopInOrder();
    }

    private synchronized void stopInOrder() {
        try {
            if (payara != null) {
                long start = System.nanoTime();
                payara.stop();
                payara = null;
                phases.say("Payara Server stopped (" + Phases.seconds(start, System.nanoTime()) + ")");
            }
            if (postgres != null) {
                long start = System.nanoTime();
                postgres.stop();
                postgres = null;
                phases.say("PostgreSQL stopped (" + Phases.seconds(start, System.nanoTime()) + ")");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
