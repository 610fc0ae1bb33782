package jeras.summary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import jeras.FileFormatException;
import jeras.JerasException;

/**
 * One file of events, which TensorBoard reads while it grows: records of TensorFlow's {@code TFRecord} format. Nothing stays
 * open between two writes, so that nobody has to close it.
 */
final class EventFile {
    /** What may be lost when the process dies. */
    private static final long MOST_NANOS = 2_000_000_000L;

    private static final int MOST_BYTES = 1 << 20;
    private static final AtomicLong COUNT = new AtomicLong();

    private final Path folder;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private Path file;
    private long written = System.nanoTime();

    EventFile(Path folder) {
        this.folder = folder;
    }

    /** Adds an event that happens now. */
    synchronized void add(long step, int field, Message content) {
        if (file == null) {
            // TensorBoard looks for the middle part; the rest tells the files of several writers apart.
            file = folder.resolve("events.out.tfevents." + System.currentTimeMillis() / 1000 + ".jeras."
                    + ProcessHandle.current().pid() + "." + COUNT.getAndIncrement() + ".v2");
            record(event().text(3, "brain.Event:2"));
        }
        record(event().integer(2, step).message(field, content));
        if (waiting.size() > MOST_BYTES || System.nanoTime() - written > MOST_NANOS) {
            flush();
        }
    }

    private static Message event() {
        return new Message().float64(1, System.currentTimeMillis() / 1000.0);
    }

    private void record(Message event) {
        byte[] data = event.toBytes();
        byte[] length = little(8).putLong(data.length).array();
        waiting.writeBytes(length);
        waiting.writeBytes(little(4).putInt(maskedChecksum(length)).array());
        waiting.writeBytes(data);
        waiting.writeBytes(little(4).putInt(maskedChecksum(data)).array());
    }

    /** Has what was added in the file. */
    synchronized void flush() {
        written = System.nanoTime();
        if (waiting.size() == 0) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.write(file, waiting.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            waiting.reset();
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "Cannot write events for TensorBoard to " + folder + ".",
                            "a folder that can be written to and has enough room",
                            e.toString(),
                            "choose another folder, check its permissions, or free some space"),
                    e);
        }
    }

    /** The CRC-32C, turned and shifted so that a checksum of a text that holds checksums is of use. */
    static int maskedChecksum(byte[] data) {
        CRC32C checksum = new CRC32C();
        checksum.update(data);
        int value = (int) checksum.getValue();
        return (value >>> 15 | value << 17) + 0xa282ead8;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
