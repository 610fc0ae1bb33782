package jeras.datasets;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Fetches published files over HTTP, so that only their very bytes ever lie under their names.
 *
 * <p>The bytes go to {@code <name>.part}, are checked against size and SHA-256 and then moved in one step. A part that
 * an earlier run left is continued. Never more bytes are taken than the file has. Redirects are followed, except from
 * https to http.
 */
final class Downloader {
    private static final int ATTEMPTS = 5;
    private static final Object ONE_AT_A_TIME = new Object();

    private final HttpClient client;
    private final Duration patience;

    /**
     * @param patience how long to wait for a connection, for an answer and for each next piece of the body
     */
    Downloader(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * Makes {@code folder/<name>} out of what {@code source} sends; does nothing when it is there.
     *
     * @throws IOException with a message that goes on after "the file cannot be downloaded:"
     * @throws InterruptedException if the thread is interrupted; a next call continues
     */
    void fetch(RemoteFile file, URI source, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path target = folder.resolve(file.name());
        Path part = folder.resolve(file.name() + ".part");
        // Two writers of one part would spoil each other's bytes: one thread here, one process by the lock.
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel lockFile = FileChannel.open(folder.resolve(".lock"), CREATE, WRITE)) {
                lockFile.lock(); // until the channel closes
                if (!Files.exists(target)) {
                    complete(file, source, part);
                    Files.move(part, target, ATOMIC_MOVE);
                }
            }
        }
    }

    /** Fills and checks the part; goes on after a break as long as each attempt brings something. */
    private void complete(RemoteFile file, URI source, Path part) throws IOException, InterruptedException {
        for (int left = ATTEMPTS; ; left--) {
            long start = sizeOf(part);
            try {
                if (start < file.size()) {
                    receive(file, source, part, start);
                }
                requireContent(file, part);
                return;
            } catch (UselessPartException e) {
                Files.deleteIfExists(part);
                if (start == 0 || left == 1) {
                    throw e;
                }
            } catch (IOException e) {
                if (sizeOf(part) <= start || left == 1) {
                    throw e;
                }
            }
        }
    }

    private static long sizeOf(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private static void requireContent(RemoteFile file, Path part) throws IOException {
        if (!file.matches(part)) {
            throw new UselessPartException("the bytes that came are not the published ones: SHA-256 "
                    + RemoteFile.sha256Of(part) + " in place of " + file.sha256());
        }
    }

    private void receive(RemoteFile file, URI source, Path part, long start) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(source).timeout(patience);
        if (start > 0) {
            request.header("Range", "bytes=" + start + "-");
        }
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream body = new StallGuard(response.body(), patience)) {
            long from = offsetOf(response, file, start);
            write(body, file, part, from);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw new IOException("no connection to " + request.uri().getHost(), e); // its own message is often null
        }
    }

    /** Where in the file the body begins, once the answer's headers agree with what is known of the file. */
    private static long offsetOf(HttpResponse<?> response, RemoteFile file, long start) throws IOException {
        int status = response.statusCode();
        if (start > 0 && status == 416) {
            throw new UselessPartException("the server has no bytes after the first " + start);
        }
        if (status != 200 && !(start > 0 && status == 206)) {
            throw new IOException("the server answered with status " + status);
        }
        String range = response.headers().firstValue("Content-Range").orElse("");
        if (status == 206 && !range.startsWith("bytes " + start + "-")) {
            throw new UselessPartException("the server sent the range \"" + range + "\", not the one from " + start);
        }
        long from = status == 206 ? start : 0;
        long announced = response.headers().firstValueAsLong("Content-Length").orElse(file.size() - from);
        if (announced != file.size() - from) {
            throw new IOException("the server announced " + announced + " bytes in place of " + (file.size() - from));
        }
        return from;
    }

    private static void write(InputStream body, RemoteFile file, Path part, long from) throws IOException {
        ProgressLine progress = ProgressLine.of(file);
        byte[] buffer = new byte[1 << 16];
        long at = from;
        try (FileChannel out = FileChannel.open(part, CREATE, WRITE)) {
            out.truncate(from).position(from);
            while (at < file.size()) {
                int count = body.read(buffer, 0, (int) Math.min(buffer.length, file.size() - at));
                if (count < 0) {
                    throw new IOException("the body ended after " + at + " of " + file.size() + " bytes");
                }
                writeFully(out, ByteBuffer.wrap(buffer, 0, count));
                at += count;
                progress.show(at);
            }
            out.force(true); // before the move: a power cut must not leave an empty file under the final name
        }
        if (body.read() >= 0) {
            throw new UselessPartException("the server sent more than the file's " + file.size() + " bytes");
        }
        progress.finish(at);
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** The part can never become the file; it has to begin anew. */
    private static final class UselessPartException extends IOException {
        private static final long serialVersionUID = 1L;

        UselessPartException(String message) {
            super(message);
        }
    }
}
