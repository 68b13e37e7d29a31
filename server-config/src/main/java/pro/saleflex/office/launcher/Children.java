package pro.saleflex.office.launcher;

import java.util.Optional;

/**
 * The two servers, started and stopped in order. A stop may come at any moment from another thread (Ctrl-C): it waits
 * for a start in progress, and nothing is started after it.
 */
final class Children {
    private final Phases phases;
    private PostgresServer postgres;
    private PayaraServer payara;
    private volatile boolean stopping;

    Children(Phases phases) {
        this.phases = phases;
    }

    /** What starting means. */
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

    /** The name of one that runs no more though nobody stopped it. */
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

    /** Stops what runs: Payara first, as it still writes, then PostgreSQL. A second call does nothing. */
    void stop() {
        stopping = true;
        stopInOrder();
    }

    private synchronized void stopInOrder() {
        try {
            if (payara != null) {
                long begin = System.nanoTime();
                payara.stop();
                payara = null;
                phases.say("Payara Server stopped (" + Phases.seconds(begin, System.nanoTime()) + ")");
            }
            if (postgres != null) {
                long begin = System.nanoTime();
                postgres.stop();
                postgres = null;
                phases.say("PostgreSQL stopped (" + Phases.seconds(begin, System.nanoTime()) + ")");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
