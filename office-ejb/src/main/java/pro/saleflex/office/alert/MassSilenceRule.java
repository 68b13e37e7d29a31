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
 * The rule by which the silence of many tills of a store becomes one alert: a switch or the shop's network failed, not
 * each till.
 *
 * <p>Tills fell silent together when at least {@value #LEAST} of them did within {@link #TOGETHER}, and they are more than
 * half of those that were online before. A till stays in the store's alert until it is back; one that falls silent within
 * {@link #TOGETHER} of one that is in it joins it.
 */
final class MassSilenceRule {
    static final int LEAST = 3;
    static final Duration TOGETHER = Duration.ofSeconds(30);

    private MassSilenceRule() {}

    /**
     * The tills that belong to the store's one alert.
     *
     * @param silent all silent tills of the store
     * @param members those that are in the store's alert, if it stands
     * @param online how many tills of the store are online
     */
    static Set<UUID> together(Collection<Silence> silent, Set<UUID> members, int online) {
        List<Silence> inOrder =
                silent.stream().sorted(Comparator.comparing(Silence::since)).toList();
        Set<UUID> together = new LinkedHashSet<>();
        List<OffsetDateTime> membersSince = new ArrayList<>();
        for (Silence till : inOrder) {
            if (members.contains(till.terminal())) {
                together.add(till.terminal());
                membersSince.add(till.since());
            }
        }
        List<Silence> others = new ArrayList<>();
        for (Silence till : inOrder) {
            if (together.contains(till.terminal())) {
                continue;
            }
            if (membersSince.stream().anyMatch(since -> close(since, till.since()))) {
                together.add(till.terminal());
            } else {
                others.add(till);
            }
        }
        for (int first = 0; first < others.size(); first++) {
            OffsetDateTime begin = others.get(first).since();
            List<Silence> window = others.subList(first, others.size()).stream()
                    .filter(till -> close(begin, till.since()))
                    .toList();
            if (window.size() >= LEAST && window.size() > online) { // more than half of online + window
                window.forEach(till -> together.add(till.terminal()));
            }
        }
        return together;
    }

    private static boolean close(OffsetDateTime one, OffsetDateTime other) {
        return Duration.between(one, other).abs().compareTo(TOGETHER) <= 0;
    }

    /**
     * A silent till.
     *
     * @param terminal its id
     * @param since when it turned silent
     */
    record Silence(UUID terminal, OffsetDateTime since) {}
}
