package pro.saleflex.office.alert;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The rule that groups the silence of many terminals of a store into one alert: a switch or the shop's network failed,
 * not each terminal.
 *
 * <p>Terminals fell silent together if at least {@value #LEAST} of them did within {@link #TOGETHER}, and they are more
 * than half of those that were online before. A terminal stays in the store's alert until it is back. One that falls
 * silent within {@link #TOGETHER} of a member joins the alert.
 */
final class MassSilenceRule {
    static final int LEAST = 3;
    static final Duration TOGETHER = Duration.ofSeconds(30);

    private MassSilenceRule() {}

    /**
     * Returns the ids of the terminals that belong to the store's mass-silence alert.
     *
     * @param silent all silent terminals of the store
     * @param members the terminals in the store's open alert; empty if there is none
     * @param online how many terminals of the store are online
     */
    static Set<UUID> together(Collection<Silence> silent, Set<UUID> members, int online) {
        List<Silence> inOrder =
                silent.stream().sorted(Comparator.comparing(Silence::since)).toList();
        Set<UUID> together = new LinkedHashSet<>();
        List<OffsetDateTime> membersSince = new ArrayList<>();
        for (Silence silence : inOrder) {
            if (members.contains(silence.terminal())) {
                together.add(silence.terminal());
                membersSince.add(silence.since());
            }
        }
        List<Silence> others = new ArrayList<>();
        for (Silence silence : inOrder) {
            if (together.contains(silence.terminal())) {
                continue;
            }
            if (membersSince.stream().anyMatch(since -> isNear(since, silence.since()))) {
                together.add(silence.terminal());
            } else {
                others.add(silence);
            }
        }
        for (int first = 0; first < others.size(); first++) {
            OffsetDateTime start = others.get(first).since();
            List<Silence> window = others.subList(first, others.size()).stream()
                    .filter(silence -> isNear(start, silence.since()))
                    .toList();
            if (window.size() >= LEAST && window.size() > online) { // more than half of online + window
                window.forEach(silence -> together.add(silence.terminal()));
            }
        }
        return together;
    }

    private static boolean isNear(OffsetDateTime one, OffsetDateTime other) {
        return Duration.between(one, other).abs().compareTo(TOGETHER) <= 0;
    }

    /**
     * A silent terminal.
     *
     * @param terminal its id
     * @param since when it fell silent
     */
    record Silence(UUID terminal, OffsetDateTime since) {}
}
