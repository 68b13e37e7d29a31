package pro.saleflex.office.archive.dump;

import java.util.List;

/**
 * What a dump holds.
 *
 * @param header its first lines
 * @param tables its tables, in their order
 * @param sequences the sequences' states
 */
public record DumpContents(DumpHeader header, List<Table> tables, List<Sequence> sequences) {

    /**
     * A table.
     *
     * @param name its name in schema public
     * @param rows number of its rows
     * @param bytes their bytes before compression
     * @param sha256 hash of these bytes in hex; it depends on nothing but the rows
     */
    public record Table(String name, long rows, long bytes, String sha256) {}

    /**
     * A sequence.
     *
     * @param name its name in schema public
     * @param lastValue the value it gave out last, or will give out first
     * @param called whether it gave it out
     */
    public record Sequence(String name, long lastValue, boolean called) {}

    /** Number of rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    /** Number of bytes of all tables before compression. */
    public long bytes() {
        return tables.stream().mapToLong(Table::bytes).sum();
    }

    String manifest() {
        StringBuilder text = new StringBuilder();
        for (Table table : tables) {
            text.append(String.join(
                            "\t",
                            "table",
                            table.name,
                            Long.toString(table.rows),
                            Long.toString(table.bytes),
                            table.sha256))
                    .append('\n');
        }
        for (Sequence sequence : sequences) {
            text.append(String.join(
                            "\t",
                            "sequence",
                            sequence.name,
                            Long.toString(sequence.lastValue),
                            Boolean.toString(sequence.called)))
                    .append('\n');
        }
        return text.toString();
    }

    /** Reads the sequences of a manifest; its tables are known from the records before it. */
    static List<Sequence> sequences(String manifest) throws DamagedRecordException {
        try {
            return manifest.lines()
                    .map(line -> line.split("\t", -1))
                    .filter(fields -> fields[0].equals("sequence"))
                    .map(fields -> new Sequence(fields[1], Long.parseLong(fields[2]), Boolean.parseBoolean(fields[3])))
                    .toList();
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new DamagedRecordException("it cannot be read", e);
        }
    }
}
