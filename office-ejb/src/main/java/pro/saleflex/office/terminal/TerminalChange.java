package pro.saleflex.office.terminal;

import java.util.List;
import java.util.Optional;

/**
 * A change to a terminal; what is null stays as it is.
 *
 * @param blocked a blocked terminal gets no master data; its uploads are still taken
 * @param mayPull whether it gets master data
 * @param trustedNetworks address ranges from which it needs no secret; empty: it always needs it
 * @param rotate true: a new secret, the old one stops working at once
 * @param revoke true: no secret works any more, and no network is trusted, until one is rotated
 */
public record TerminalChange(
        Boolean blocked, Boolean mayPull, List<String> trustedNetworks, Boolean rotate, Boolean revoke) {

    /** What is wrong with it, in words for the administrator, or nothing. */
    public Optional<String> fault() {
        return Boolean.TRUE.equals(rotate) && Boolean.TRUE.equals(revoke)
                ? Optional.of("rotate and revoke exclude each other.")
                : NetworkRanges.fault(trustedNetworks);
    }
}
