package jeras.applications;

import java.nio.file.Path;
import jeras.utils.Utils;

/**
 * A file of weights that Keras publishes.
 *
 * @param name the file's name
 * @param origin the address that it lies at
 * @param hash its MD5 or SHA-256, empty where Keras tells none
 */
record PublishedWeights(String name, String origin, String hash) {
    /** The folder below which Keras keeps the weights of its own architectures. */
    static final String KERAS = "https://storage.googleapis.com/tensorflow/keras-applications/";

    /** A file in a folder of Keras's; the folder ends in a slash. */
    static PublishedWeights in(String folder, String name, String hash) {
        return new PublishedWeights(name, KERAS + folder + name, hash);
    }

    /** The file on this machine, in the folder {@code models} of the cache, downloaded when it is not there yet. */
    Path obtain() {
        return Utils.getFile(name, origin, g -> {
            g.cacheSubdir("models");
            if (!hash.isEmpty()) {
                g.fileHash(hash);
            }
        });
    }
}
