package pro.saleflex.office.terminal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Address ranges in CIDR form ({@code 10.1.0.0/16}, {@code fd00::/8}) or single addresses. */
public final class NetworkRanges {
    /** Literal addresses only: a host name would cause a DNS look-up. */
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|\\d\\d?)";

    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]*");

    static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");

    private NetworkRanges() {}

    static List<String> split(String ranges) {
        return ranges == null ? List.of() : Arrays.asList(ranges.split(","));
    }

    /** Returns which of these is not a range, as text, or empty if all are valid. */
    public static Optional<String> fault(List<String> ranges) {
        return ranges == null
                ? Optional.empty()
                : ranges.stream()
                        .filter(range -> parse(range) == null || range.contains("%"))
                        .map(range -> "trusted_networks must be address ranges such as 10.1.0.0/16, not: " + range)
                        .findFirst();
    }

    /** Whether the address is in one of the ranges. Ignores invalid ranges. */
    public static boolean contain(List<String> ranges, String peer) {
        byte[] address = address(peer);
        return address != null
                && ranges.stream()
                        .map(NetworkRanges::parse)
                        .anyMatch(range -> range != null && range.contains(address));
    }

    private static Range parse(String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.strip().split("/", -1);
        byte[] network = address(parts[0]);
        if (network == null || parts.length > 2) {
            return null;
        }
        if (parts.length == 1) {
            return new Range(network, network.length * 8);
        }
        return parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= network.length * 8
                ? new Range(network, Integer.parseInt(parts[1]))
                : null;
    }

    private static byte[] address(String text) {
        String literal = text == null ? "" : text.replaceFirst("%.*$", ""); // drops an IPv6 scope
        if (!LITERAL.matcher(literal).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(literal).getAddress(); // an IPv4-mapped IPv6 address becomes IPv4
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private record Range(byte[] network, int bits) {
        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
