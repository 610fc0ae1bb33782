package jeras.datasets;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.download.FileCache;
import jeras.utils.download.FileHash;
import jeras.utils.download.RemoteFile;

/**
 * A file that one of Keras's own data sets consists of.
 *
 * @param owner the class that loads it, for messages
 * @param dataset the data set's id and the name of its folder in the cache and on a mirror
 * @param remote where it is published and what is known of it
 * @param fromFile the call that loads it from a folder, for messages
 */
record KerasFile(String owner, String dataset, RemoteFile remote, String fromFile) {
    private static final String HOST = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/";

    /** A file on the host of most of Keras's data sets. */
    static KerasFile onKerasHost(
            String owner, String dataset, String name, String hash, long maxSize, String fromFile) {
        return at(URI.create(HOST + name), owner, dataset, hash, maxSize, fromFile);
    }

    /** A file anywhere, by its last name there. */
    static KerasFile at(URI address, String owner, String dataset, String hash, long maxSize, String fromFile) {
        String name = address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
        RemoteFile remote =
                RemoteFile.of(name, address).hash(FileHash.auto(hash)).maxSize(maxSize);
        return new KerasFile(owner, dataset, remote, fromFile);
    }

    String name() {
        return remote.name();
    }

    /** The file in the cache, after it was downloaded if need be. */
    Path fetch() {
        return FileCache.of(owner, Path.of("datasets", dataset))
                .otherWay("load it from where it is with " + fromFile)
                .fetch(remote);
    }

    /** The file where the user says: itself, or the folder that has it; else from the cache. */
    Path locate(Optional<Path> given) {
        return given.map(this::inFolder).orElseGet(this::fetch);
    }

    private Path inFolder(Path given) {
        Path file = Files.isDirectory(given) ? given.resolve(name()) : given;
        if (!Files.isRegularFile(file)) {
            throw new InvalidArgumentException(JerasException.message(
                    owner + " cannot be loaded from " + given + ".",
                    "the file " + name() + ", or the folder that has it",
                    Files.isDirectory(given) ? "a folder without it" : "no such file",
                    "name the file, or leave the path out to have it downloaded"));
        }
        return file;
    }
}
