package jeras.utils.download;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Fetches published files over HTTP, so that only their very bytes ever lie under their names.
 *
 * <p>The bytes go to {@code <name>.part}, are checked against what is known of the file and then moved in one step. A
 * part that an earlier run left is continued if a hash will tell whether it belonged to the file. Redirects are followed,
 * except from https to http.
 */
final class Downloader {
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
     * Makes {@code folder/<name>} out of what the file's address sends; does nothing when it is there.
     *
     * @return whether it was fetched
     * @throws IOException with a message that goes on after "the file cannot be downloaded:"
     * @throws InterruptedException if the thread is interrupted; a next call continues
     */
    boolean fetch(RemoteFile file, Path folder) throws IOException, InterruptedException {
        return fetch(file, folder, target -> !Files.exists(target));
    }

    /** As {@link #fetch(RemoteFile, Path)}, where a file that is there may be in need of a download too. */
    boolean fetch(RemoteFile file, Path folder, Need need) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path target = folder.resolve(file.name());
        Path part = folder.resolve(file.name() + ".part");
        // Two writers of one part would spoil each other's bytes: one thread here, one process by the lock.
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel lockFile = FileChannel.open(folder.resolve(".lock"), CREATE, WRITE)) {
                lockFile.lock(); // until the channel closes
                if (!need.of(target)) {
                    return false;
                }
                new Transfer(client, patience, file, part).complete();
                Files.move(part, target, ATOMIC_MOVE);
                return true;
            }
        }
    }

    /** Whether a file has to be fetched; asked while nobody else fetches it. */
    @FunctionalInterface
    interface Need {
        boolean of(Path target) throws IOException;
    }
}
