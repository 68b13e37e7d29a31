package pro.saleflex.office.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import pro.saleflex.office.simulator.OfficeClient.HeartbeatReply;
import pro.saleflex.office.simulator.OfficeClient.Request;

/** Heartbeats of one till, with faults on request. Has a random source of its own: faults do not change the baskets. */
final class Pulse {
    private static final String VERSION = "simulator 1.0";

    private final Till till;
    private final Options options;
    private final OfficeClient office;
    private final Clock clock;
    private final SplittableRandom random;
    private final Instant start;
    private int soldBefore;
    private boolean gone;

    Pulse(Till till, int number, Options options, OfficeClient office, Clock clock) {
        this.till = till;
        this.options = options;
        this.office = office;
        this.clock = clock;
        this.random = new SplittableRandom(new SplittableRandom(options.seed()).nextLong() ^ -number);
        this.start = clock.instant();
    }

    /** Sends a heartbeat and fulfils the requests in the answer; returns false if it was dropped or failed. */
    boolean beat() {
        HeartbeatReply reply;
        synchronized (this) {
            if (gone) {
                return true;
            }
            if (random.nextDouble() < options.drop()) {
                return false;
            }
            int sold = till.sold();
            reply = office.heartbeat(till.code(), body(sold > soldBefore ? "selling" : "idle"));
            soldBefore = sold;
        }
        if (reply == null) {
            return false;
        }
        reply.requests().forEach(this::fulfil);
        return true;
    }

    /** Sends the last heartbeat, which is never dropped; afterwards only further goodbyes are sent. */
    synchronized void goodbye() {
        gone = true;
        office.heartbeat(till.code(), body("closed"));
    }

    private void fulfil(Request request) {
        switch (request.type()) {
            case "resend" -> till.resend(request.closureNumber(), request.from(), request.to());
            case "refresh" -> till.refresh();
            default -> {
                // A newer server may request something this till does not know.
            }
        }
    }

    private Map<String, Object> body(String activity) {
        Instant now = clock.instant();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("office_code", options.office());
        body.put("store_code", options.store());
        body.put("terminal_code", till.code());
        body.put("sent_at", now.toString());
        body.put("activity", activity);
        body.put("software_version", VERSION);
        body.put("uptime_seconds", Duration.between(start, now).toSeconds());
        body.put("interval_seconds", Math.max(1, options.heartbeat().toSeconds()));
        body.put("peripherals", peripherals());
        body.put("disk_free_mb", 20_480);
        body.put("memory_free_mb", 512);
        body.put("network_quality", "good");
        body.putAll(till.report());
        return body;
    }

    private List<Map<String, Object>> peripherals() {
        boolean outOfPaper = random.nextDouble() < options.printerError();
        return List.of(
                outOfPaper
                        ? Map.of("type", "receipt_printer", "state", "error", "detail", "out of paper")
                        : Map.of("type", "receipt_printer", "state", "ok"),
                Map.of("type", "cash_drawer", "state", "ok"),
                Map.of("type", "scanner", "state", "ok"),
                Map.of("type", "scale", "state", "absent"));
    }
}
