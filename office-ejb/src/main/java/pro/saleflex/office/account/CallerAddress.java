package pro.saleflex.office.account;

/** The client address of a call, as far as it can be trusted. Sign-in failures are counted by name and address. */
public final class CallerAddress {
    private CallerAddress() {}

    /**
     * Returns the peer's address or, behind a proxy on this machine, the address that the proxy saw.
     *
     * @param peer the address of the connection
     * @param forwardedFor the header {@code X-Forwarded-For}, trusted only if the peer is this machine; may be null
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
