package pro.saleflex.office.gate.push;

/**
 * What is sent for a journal entry.
 *
 * @param path where to, behind GATE's base
 * @param key by which GATE knows it again: store, terminal and document
 * @param json the body
 */
record Push(String path, String key, byte[] json) {

    @Override
    public String toString() {
        return key; // never the body
    }
}
