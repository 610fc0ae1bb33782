package jeras.utils.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import jeras.FileFormatException;
import jeras.JerasException;

/**
 * A folder of the cache that published files are fetched into, once.
 *
 * <pre>{@code
 * Path weights = FileCache.of("MobileNet", Path.of("models")).fetch(RemoteFile.of(name, address).hash(sha256));
 * }</pre>
 *
 * <p>The cache is {@code <user home>/.jeras}, or what the system property {@code jeras.cache} (the environment variable
 * {@code JERAS_CACHE}) says. With {@code jeras.mirror} ({@code JERAS_MIRROR}) set, files are asked for at
 * {@code <mirror>/<subfolder>/<name>} in place of their own addresses; a leading {@code datasets} of the subfolder is left
 * out there.
 */
public final class FileCache {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String owner;
    private final Path folder;
    private final Path subfolder;
    private final CacheSettings settings;
    private final String otherWay;
    private final boolean replacesDamaged;

    private FileCache(
            String owner,
            Path folder,
            Path subfolder,
            CacheSettings settings,
            String otherWay,
            boolean replacesDamaged) {
        this.owner = owner;
        this.folder = folder;
        this.subfolder = subfolder;
        this.settings = settings;
        this.otherWay = otherWay;
        this.replacesDamaged = replacesDamaged;
    }

    /**
     * The cache's folder for one thing's files.
     *
     * @param owner what messages call the thing that needs the files, such as {@code "Mnist"}
     * @param subfolder where in the cache the files lie, such as {@code datasets/mnist}; an absolute path is taken as it is
     */
    public static FileCache of(String owner, Path subfolder) {
        CacheSettings settings = CacheSettings.current();
        return new FileCache(owner, settings.cache().resolve(subfolder), subfolder, settings, "", false);
    }

    /** Below this folder in place of the cache. */
    public FileCache root(Path root) {
        return new FileCache(owner, root.resolve(subfolder), subfolder, settings, otherWay, replacesDamaged);
    }

    /** What else the user can do without a network, for messages: {@code "load them with Mnist.load(dir)"}. */
    public FileCache otherWay(String advice) {
        return new FileCache(owner, folder, subfolder, settings, advice, replacesDamaged);
    }

    /** A file that is there but has other bytes is fetched again; by default it is reported and left alone. */
    public FileCache replacingDamaged() {
        return new FileCache(owner, folder, subfolder, settings, otherWay, true);
    }

    /** The folder of the files. */
    public Path folder() {
        return folder;
    }

    /**
     * Fetches a file unless it is there; one that is there is checked against what is known of it.
     *
     * @return its path
     * @throws FileFormatException if it cannot be had: no network, no such address, wrong bytes
     */
    public Path fetch(RemoteFile file) {
        fetchAll(List.of(file));
        return folder.resolve(file.name());
    }

    /** As {@link #fetch}, for files that are of no use without each other. */
    public void fetchAll(List<RemoteFile> files) {
        for (RemoteFile file : files) {
            fetch(file, files, target -> !isThere(file, target));
        }
    }

    /** Fetches a file, also when it is there. */
    public Path fetchAgain(RemoteFile file) {
        fetch(file, List.of(file), target -> true);
        return folder.resolve(file.name());
    }

    private void fetch(RemoteFile file, List<RemoteFile> all, Downloader.Need need) {
        Path target = folder.resolve(file.name());
        URI source = settings.source(file, subfolder);
        try {
            if (need.of(target)) {
                new Downloader(PATIENCE).fetch(file.at(source), folder, need);
            }
        } catch (IOException e) {
            throw unavailable(source, all, reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(source, all, "the thread was interrupted", e);
        }
    }

    private boolean isThere(RemoteFile file, Path target) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        if (file.matches(target)) {
            return true;
        }
        if (replacesDamaged) {
            return false;
        }
        throw new FileFormatException(JerasException.message(
                "A file in the cache of " + owner + " is not the published one: " + target,
                file.describe(),
                "other bytes",
                "delete it, and it is downloaded again" + (otherWay.isEmpty() ? "" : "; or " + otherWay)));
    }

    private static String reason(IOException e) {
        boolean saysWhatHappened =
                e.getMessage() != null && !(e instanceof FileSystemException); // these name a path only
        return saysWhatHappened ? e.getMessage() : e.toString();
    }

    private FileFormatException unavailable(URI address, List<RemoteFile> files, String reason, Exception cause) {
        boolean keepsParts = files.stream().allMatch(file -> file.hash().isPresent());
        String names = files.stream().map(FileCache::localName).collect(Collectors.joining(", "));
        return new FileFormatException(
                JerasException.message(
                        owner + " cannot be downloaded.",
                        address.toString(),
                        reason,
                        "try again" + (keepsParts ? " (what came is kept)" : "") + "; or put " + names + " into "
                                + folder + (otherWay.isEmpty() ? "" : "; or " + otherWay)
                                + "; or name a mirror with -Djeras.mirror=<address>"),
                cause);
    }

    private static String localName(RemoteFile file) {
        String published = file.publishedName();
        return published.equals(file.name()) ? published : published + " as " + file.name();
    }
}
