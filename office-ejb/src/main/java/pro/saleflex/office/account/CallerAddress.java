package pro.saleflex.office.account;

/** Where somebody calls from, as far as that can be told: failures are counted by name and address. */
public final class CallerAddress {
    private CallerAddress() {}

    /**
     * The peer's address; behind a proxy on this machine, the one that the proxy saw.
     *
     * @param peer the address of the connection
     * @param forwardedFor the header {@code X-Forwarded-For}, believed only when it comes from this machine; may be null
     */
    public static String of(String peer, String forwardedFor) {
        boolean thisMachine = peer.startsWith("127.") || peer.equals("::1") || peer.equals("0:0:0:0:0:0:0:1");
        if (!thisMachine || forwardedFor == null || forwardedFor.isBlank()) {
            return peer;
        }
        String seen = forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
        return seen.matches("[0-9A-Fa-f.:]{3,45}") ? seen : peer;
    }
}
