package jeras.utils;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.download.Archives;
import jeras.utils.download.FileCache;
import jeras.utils.download.FileHash;
import jeras.utils.download.RemoteFile;

/** The options of {@link Utils#getFile}: the keyword arguments of Keras, with its defaults. */
public final class GetFile {
    private final String fname;
    private final URI origin;

    private Optional<String> fileHash = Optional.empty();
    private Function<String, FileHash> hashing = FileHash::auto;
    private boolean extract;
    private String archiveFormat = "auto";
    private Optional<Path> cacheDir = Optional.empty();
    private Path cacheSubdir = Path.of("datasets");
    private boolean forceDownload;
    private long maxSize = -1;

    GetFile(String fname, String origin) {
        this.fname = fname;
        this.origin = parse(origin);
    }

    private static URI parse(String origin) {
        try {
            return new URI(origin);
        } catch (URISyntaxException e) {
            throw new InvalidArgumentException(
                    JerasException.message(
                            "A file cannot be downloaded from this address.",
                            "http://host/path or https://host/path, with %20 for a space",
                            origin,
                            "correct the address"),
                    e);
        }
    }

    /** The hash that the file must have, in hexadecimal digits; none by default, and the server is believed. */
    public GetFile fileHash(String hex) {
        fileHash = Optional.of(hex);
        return this;
    }

    /** {@code "sha256"}, {@code "md5"} or {@code "auto"} (the default), which tells by the number of digits. */
    public GetFile hashAlgorithm(String name) {
        Arguments.oneOf("getFile", "hashAlgorithm", name, "auto", "sha256", "md5");
        hashing = name.equals("auto") ? FileHash::auto : hex -> new FileHash(name, hex);
        return this;
    }

    /** Whether the file is an archive to be unpacked; false by default. */
    public GetFile extract(boolean isArchive) {
        extract = isArchive;
        return this;
    }

    /** {@code "tar"} (also compressed with gzip or bzip2), {@code "zip"} or {@code "auto"} (the default). */
    public GetFile archiveFormat(String name) {
        Archives.requireFormat(name);
        archiveFormat = name;
        return this;
    }

    /** The cache folder; by default {@code <user home>/.jeras} or what {@code jeras.cache} says. */
    public GetFile cacheDir(Path folder) {
        cacheDir = Optional.of(folder);
        return this;
    }

    /** Where in the cache the file goes, {@code "datasets"} by default; an absolute path is taken as it is. */
    public GetFile cacheSubdir(String folder) {
        cacheSubdir = Path.of(folder);
        return this;
    }

    /** Whether the file is fetched again though it is there; false by default. */
    public GetFile forceDownload(boolean always) {
        forceDownload = always;
        return this;
    }

    /** The most bytes that the file may have, 32 GiB by default: a server cannot fill the disk. */
    public GetFile maxSize(long bytes) {
        Arguments.positive("getFile", "maxSize", (double) bytes);
        maxSize = bytes;
        return this;
    }

    /** Does it. */
    Path run() {
        String name = fname.isEmpty() ? nameAtOrigin() : fname;
        RemoteFile file = remoteFile(extract ? archiveName(name) : name);
        FileCache cache = FileCache.of(name, cacheSubdir).replacingDamaged();
        FileCache place = cacheDir.map(cache::root).orElse(cache);
        if (!extract) {
            return fetch(place, file);
        }
        Path archive = fetch(place, file);
        Path folder = place.folder().resolve(folderName(name));
        if (isOlder(folder, archive)) {
            Archives.extract(archive, archiveFormat, folder);
        }
        return folder;
    }

    /** Whether the folder holds what an earlier archive held, or is not there: it appears after its archive, and whole. */
    private static boolean isOlder(Path folder, Path archive) {
        try {
            return !Files.exists(folder)
                    || Files.getLastModifiedTime(folder).compareTo(Files.getLastModifiedTime(archive)) < 0;
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "Cannot look at " + folder + ".",
                            "a folder of the cache that can be read",
                            e.toString(),
                            "check its permissions"),
                    e);
        }
    }

    private Path fetch(FileCache place, RemoteFile file) {
        return forceDownload ? place.fetchAgain(file) : place.fetch(file);
    }

    private RemoteFile remoteFile(String name) {
        RemoteFile file = RemoteFile.of(name, origin);
        file = maxSize < 0 ? file : file.maxSize(maxSize);
        return fileHash.isPresent() ? file.hash(hashing.apply(fileHash.get())) : file;
    }

    private String nameAtOrigin() {
        String path = String.valueOf(origin.getPath());
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The address names no file.",
                    "an address that ends with a file's name, or a name of your own",
                    origin.toString(),
                    "give getFile(fname, origin)"));
        }
        return name;
    }

    private String archiveName(String name) {
        return hasOwnExtension(name) ? name : name + "_archive";
    }

    private String folderName(String name) {
        return hasOwnExtension(name) ? name.substring(0, name.indexOf('.')) + "_extracted" : name;
    }

    /** As in Keras: a name of one's own with a dot is the archive's, any other the folder's. */
    private boolean hasOwnExtension(String name) {
        return !fname.isEmpty() && name.contains(".");
    }
}
