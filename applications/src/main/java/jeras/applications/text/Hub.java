package jeras.applications.text;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.download.FileCache;
import jeras.utils.download.RemoteFile;

/** Fetches the folder of a published model, file by file, into the cache; what is there is not asked for again. */
final class Hub {
    private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]*";
    private static final long LARGEST_TEXT = 64L << 20;

    private final String id;
    private final HubOptions options;
    private final FileCache cache;

    private Hub(String id, HubOptions options) {
        this.id = id;
        this.options = options;
        Path place = Path.of("models", "hub");
        for (String part : id.split("/", -1)) {
            place = place.resolve(part);
        }
        FileCache standard = FileCache.of(
                        "The model " + id, place.resolve(options.revision().replace("/", "--")))
                .otherWay("name a folder with these files: TextEncoder.fromPretrained(Path.of(\"...\"))");
        this.cache = options.cacheDir().map(standard::root).orElse(standard);
    }

    /**
     * @return the folder, with configuration, weights, and what the model has for its tokenizer
     * @throws FileFormatException if a file cannot be had; the message says which to put where
     */
    static Path fetch(String id, HubOptions options) {
        require(
                id.matches(PART + "(/" + PART + ")?") && !id.contains(".."),
                "id",
                "owner/name, or a folder that is there",
                id);
        String revision = options.revision();
        require(
                revision.matches(PART + "(/" + PART + ")*") && !revision.contains(".."),
                "revision",
                "a branch, a tag or a commit",
                revision);
        Hub hub = new Hub(id, options);
        hub.fetch();
        return hub.cache.folder();
    }

    private static void require(boolean right, String what, String expected, String received) {
        if (!right) {
            throw new InvalidArgumentException(JerasException.message(
                    "No model has this " + what + ".", expected, "\"" + received + "\"", "correct it"));
        }
    }

    private void fetch() {
        boolean whole = isThere(PretrainedFolder.CONFIG) && (isThere(Checkpoint.SINGLE) || isThere(Checkpoint.INDEX));
        if (!whole) {
            cache.fetch(text(PretrainedFolder.CONFIG));
            PretrainedFolder.TOKENIZER.forEach(name -> isFetched(text(name)));
            fetchWeights();
        } else if (isThere(Checkpoint.INDEX)) {
            fetchParts();
        }
    }

    private boolean isThere(String name) {
        return Files.exists(cache.folder().resolve(name));
    }

    /** In one file, or in parts; there is no list to look at that every copy of the hub has. */
    private void fetchWeights() {
        try {
            cache.fetch(file(Checkpoint.SINGLE));
        } catch (FileFormatException e) {
            if (!isFetched(text(Checkpoint.INDEX))) {
                throw e;
            }
            fetchParts();
        }
    }

    private void fetchParts() {
        List<String> parts = Checkpoint.parts(cache.folder());
        cache.fetchAll(parts.stream().map(this::file).toList());
    }

    /** Models have different files for their tokenizers: one that is not published is not missing. */
    private boolean isFetched(RemoteFile file) {
        try {
            cache.fetch(file);
            return true;
        } catch (FileFormatException e) {
            return false;
        }
    }

    private RemoteFile text(String name) {
        return file(name).maxSize(LARGEST_TEXT);
    }

    private RemoteFile file(String name) {
        return RemoteFile.of(
                name, URI.create(options.endpoint() + "/" + id + "/resolve/" + options.revision() + "/" + name));
    }
}
