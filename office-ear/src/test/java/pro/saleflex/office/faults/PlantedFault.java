package pro.saleflex.office.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import pro.saleflex.office.faults.Finding.Sort;

/** A fault put into the product's source, to see that the fault tests find such faults. */
enum PlantedFault {
    /** Tills are answered before their documents are committed. */
    ANSWER_BEFORE_COMMIT("intake/Intake.java", """
                        recorder.record(requests);
                        requests.forEach(request -> request.done(PendingRequest.Result.STORED));
            """, """
                        requests.forEach(request -> request.done(PendingRequest.Result.STORED));
                        recorder.record(requests);
            """, Sort.LOST),
    /** A lane is moved behind an entry before the entry is delivered. */
    LANE_MOVED_BEFORE_DELIVERY("gate/push/GateDelivery.java", """
                        DeliveryResult result = post(push);
                        recordResult(result);
                        fastest =\
            """, """
                        lanes.release(List.of(lane), List.of(entry.entryNo()));
                        DeliveryResult result = post(push);
                        recordResult(result);
                        fastest =\
            """, Sort.LOST),
    /** Leases of others are ignored. */
    LEASE_IGNORED(
            "platform/Lease.java",
            "\" (leased_until is null or leased_until < :now\"",
            "\" (cast(:now as timestamptz) is not null\"",
            Sort.REPEATED),
    /** The archive's lane is moved before the entries are on its disk. */
    ARCHIVED_BEFORE_FLUSH("archive/file/Folders.java", """
                        channel.write(buffer);
                    }
                    channel.force(true);
            """, """
                        channel.write(buffer);
                    }
            """, Sort.LOST);

    private final String file;
    private final String right;
    private final String wrong;
    private final Sort found;

    PlantedFault(String file, String right, String wrong, Sort found) {
        this.file = file;
        this.right = right;
        this.wrong = wrong;
        this.found = found;
    }

    /** The sort of harm that the checker has to find. */
    Sort found() {
        return found;
    }

    /**
     * The source files of the application with the fault in one of them.
     *
     * @throws IllegalStateException the source has changed, and the fault has no place in it any more
     */
    Map<Path, String> sources() throws IOException {
        Path root = Path.of(System.getProperty("office.base"), "office-ejb", "src", "main", "java");
        Path place = root.resolve("pro/saleflex/office").resolve(file);
        Map<Path, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path each :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(each);
                if (each.equals(place)) {
                    if (!text.contains(right)) {
                        throw new IllegalStateException(this + " no longer fits into " + file);
                    }
                    text = text.replace(right, wrong);
                }
                sources.put(each, text);
            }
        }
        return sources;
    }
}
