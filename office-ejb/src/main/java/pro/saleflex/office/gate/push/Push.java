package pro.saleflex.office.gate.push;

/**
 * The request that delivers a journal entry.
 *
 * @param path below GATE's base
 * @param key idempotency key by which GATE recognises a repeat: store, terminal and document
 * @param json body
 */
record Push(String path, String key, byte[] json) {

    @Override
    public String toString() {
        return key; // never the body
    }
}
