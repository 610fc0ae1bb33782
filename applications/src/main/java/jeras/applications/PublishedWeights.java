package jeras.applications;

import java.nio.file.Path;

/**
 * A file of weights that Keras publishes.
 *
 * @param name the file's name
 * @param origin the address that it lies at
 * @param hash its MD5 or SHA-256, empty where Keras does not tell one
 */
record PublishedWeights(String name, String origin, String hash) {
    /** The folder below which Keras keeps the weights of its own architectures. */
    static final String KERAS = "https://storage.googleapis.com/tensorflow/keras-applications/";

    /** A file in a folder of Keras's; the folder ends in a slash. */
    static PublishedWeights in(String folder, String name, String hash) {
        return new PublishedWeights(name, KERAS + folder + name, hash);
    }

    /** The file on this machine, downloaded when it is not there yet. */
    Path obtain() {
        throw new UnsupportedOperationException(origin);
    }
}
