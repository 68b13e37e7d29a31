package pro.saleflex.office.archive.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.archive.file.EntryRecord.Located;
import pro.saleflex.office.journal.EntryView;

/** The file of a terminal's latest entries: appended to, and emptied once they are sealed. */
final class OpenFile {
    static final String NAME = "open.journal";

    private final Path file;
    private final UUID terminalId;
    private final ArchiveKey key;
    private final ArchiveKey writingKey;

    OpenFile(Path folder, UUID terminalId, ArchiveKey key, ArchiveKey writingKey) {
        this.file = folder.resolve(NAME);
        this.terminalId = terminalId;
        this.key = key;
        this.writingKey = writingKey;
    }

    /** Length in bytes; 0: there is no file. */
    long length() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Appends entries; on return they are on disk. If it throws, some of them may be, the last one torn. */
    void append(List<EntryView> entries) throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        entries.forEach(entry -> EntryRecord.write(entry, writingKey, records));
        boolean created = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            Folders.write(channel, records.toByteArray());
        }
        if (created) {
            Folders.flush(file.getParent());
        }
    }

    /** Cuts the file to a length, on disk. */
    void truncate(long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        }
    }

    /**
     * Reads the entries up to the end or up to the first fault.
     *
     * @throws IOException the file cannot be read, or it is encrypted and the key is missing or another one
     */
    Contents read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new Contents(List.of(), 0, 0, Optional.empty());
        }
        List<EntryView> entries = new ArrayList<>();
        int offset = 0;
        try {
            while (offset < bytes.length) {
                Located record = EntryRecord.read(bytes, offset, terminalId, key);
                entries.add(record.entry());
                offset = record.end();
            }
        } catch (DamagedArchiveException e) {
            return new Contents(entries, offset, bytes.length, Optional.of(e.getMessage()));
        }
        return new Contents(entries, offset, bytes.length, Optional.empty());
    }

    Path path() {
        return file;
    }

    /**
     * What the file holds.
     *
     * @param entries the entries up to the first fault
     * @param sound number of bytes they take
     * @param length number of bytes of the file
     * @param fault what is wrong behind them; empty: nothing
     */
    record Contents(List<EntryView> entries, long sound, long length, Optional<String> fault) {}
}
