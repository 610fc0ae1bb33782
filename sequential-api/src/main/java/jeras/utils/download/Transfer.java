package jeras.utils.download;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** One file's way from its server into a part on the disk, in as many requests as it takes. */
final class Transfer {
    private static final int ATTEMPTS = 5;

    private final HttpClient client;
    private final Duration patience;
    private final RemoteFile file;
    private final Path part;

    /** What the server calls the version that it sends, once it has said so. */
    private Optional<String> version = Optional.empty();

    /** The file's length: as known beforehand, else as announced. */
    private OptionalLong size;

    /** Whether the part can never become the file, so that it has to begin anew. */
    private boolean partIsUseless;

    Transfer(HttpClient client, Duration patience, RemoteFile file, Path part) {
        this.client = client;
        this.patience = patience;
        this.file = file;
        this.part = part;
        this.size = file.size();
    }

    /** Fills and checks the part; goes on after a break as long as each attempt brings something. */
    void complete() throws IOException, InterruptedException {
        if (file.hash().isEmpty()) {
            Files.deleteIfExists(part); // nothing would tell whether an earlier run's bytes belong to this file
        }
        for (int left = ATTEMPTS; ; left--) {
            long start = sizeOfPart();
            partIsUseless = false;
            try {
                if (!isWhole(start)) {
                    receive(start);
                }
                requireContent();
                return;
            } catch (IOException e) {
                if (partIsUseless) {
                    Files.deleteIfExists(part);
                    size = file.size();
                }
                boolean worthwhile = partIsUseless ? start > 0 : sizeOfPart() > start;
                if (!worthwhile || left == 1) {
                    throw e;
                }
            }
        }
    }

    private long sizeOfPart() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** Whether the part needs no more bytes; where no size is known, the hash says it. */
    private boolean isWhole(long start) throws IOException {
        return size.isPresent()
                ? start >= size.getAsLong()
                : start > 0 && file.hash().isPresent() && file.matches(part);
    }

    private void requireContent() throws IOException {
        if (!file.matches(part)) {
            String received = file.hash().isPresent()
                    ? FileHash.of(file.hash().get().algorithm(), part) + " in place of "
                            + file.hash().get().hex()
                    : Files.size(part) + " in place of " + file.size().getAsLong() + " bytes";
            throw useless("the bytes that came are not the published ones: " + received);
        }
    }

    private void receive(long start) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(file.address()).timeout(patience);
        if (start > 0) {
            request.header("Range", "bytes=" + start + "-");
            version.ifPresent(v -> request.header("If-Range", v));
        }
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream body = new StallGuard(response.body(), patience)) {
            long from = new Answer(response, start).offset();
            write(body, from);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw new IOException("no connection to " + request.uri().getHost(), e); // its own message is often null
        }
    }

    private void write(InputStream body, long from) throws IOException {
        ProgressLine progress = ProgressLine.of(file.name(), size);
        long most = size.orElse(file.maxSize());
        byte[] buffer = new byte[1 << 16];
        long at = from;
        try (FileChannel out = FileChannel.open(part, CREATE, WRITE)) {
            out.truncate(from).position(from);
            while (at < most) {
                int count = body.read(buffer, 0, (int) Math.min(buffer.length, most - at));
                if (count < 0) {
                    break;
                }
                writeFully(out, ByteBuffer.wrap(buffer, 0, count));
                at += count;
                progress.show(at);
            }
            out.force(true); // before the move: a power cut must not leave an empty file under the final name
        }
        if (size.isPresent() && at < most) {
            throw new IOException("the body ended after " + at + " of " + most + " bytes");
        }
        if (at == most && body.read() >= 0) {
            throw useless(
                    size.isPresent()
                            ? "the server sent more than the file's " + most + " bytes"
                            : "the server sent more than " + most + " bytes, the most that were asked for");
        }
        progress.finish(at);
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private IOException useless(String message) {
        partIsUseless = true;
        return new IOException(message);
    }

    /** The headers of an answer to a request for the bytes after the first {@code start}. */
    private final class Answer {
        private final HttpResponse<?> response;
        private final long start;

        Answer(HttpResponse<?> response, long start) {
            this.response = response;
            this.start = start;
        }

        /** Where in the file the body begins, once the headers agree with what is known of the file. */
        long offset() throws IOException {
            int status = response.statusCode();
            if (start > 0 && status == 416) {
                throw useless("the server has no bytes after the first " + start);
            }
            if (status != 200 && !(start > 0 && status == 206)) {
                throw new IOException("the server answered with status " + status);
            }
            String range = header("Content-Range").orElse("");
            if (status == 206 && !range.startsWith("bytes " + start + "-")) {
                throw useless("the server sent the range \"" + range + "\", not the one from " + start);
            }
            long from = status == 206 ? start : 0;
            requireSameVersion(from);
            requireSize(from);
            return from;
        }

        /** Without a hash only the server can say that the rest belongs to what came before. */
        private void requireSameVersion(long from) throws IOException {
            Optional<String> now = header("ETag")
                    .filter(tag -> !tag.startsWith("W/")) // a weak one does not promise the same bytes
                    .or(() -> header("Last-Modified"));
            if (from > 0 && file.hash().isEmpty() && (now.isEmpty() || !now.equals(version))) {
                throw useless("the server does not say whether the rest is of the same file");
            }
            version = now;
            if (from == 0) {
                size = file.size(); // what an earlier answer announced was perhaps another version's
            }
        }

        private void requireSize(long from) throws IOException {
            OptionalLong announced = response.headers().firstValueAsLong("Content-Length");
            if (announced.isEmpty()) {
                return;
            }
            long whole = from + announced.getAsLong();
            if (size.isPresent() && size.getAsLong() != whole) {
                throw new IOException("the server announced " + announced.getAsLong() + " bytes in place of "
                        + (size.getAsLong() - from));
            }
            if (size.isEmpty() && whole > file.maxSize()) {
                throw new IOException("the server announced " + whole + " bytes, more than the " + file.maxSize()
                        + " that were asked for at most");
            }
            size = OptionalLong.of(whole);
        }

        private Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }
}
