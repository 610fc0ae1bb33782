package jeras.datasets;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a table of houses is loaded: the keyword arguments of Keras, with its defaults.
 *
 * @param <O> the options of the one data set
 */
public abstract class HousingOptions<O extends HousingOptions<O>> {
    private Optional<Path> path = Optional.empty();
    private double testSplit = 0.2;
    private long seed = 113;

    HousingOptions() {}

    abstract O self();

    /** Loads the file from here, or from this folder, and never touches the network. */
    public O path(Path fileOrFolder) {
        path = Optional.of(fileOrFolder);
        return self();
    }

    /** The share of the samples to test with, 0 to below 1; 0.2 by default. */
    public O testSplit(double share) {
        testSplit = TestShare.require(share);
        return self();
    }

    /** Seed of the shuffle before the split, as in NumPy: 113 by default, which gives Keras's parts. */
    public O seed(long number) {
        RandomState.requireSeed(number);
        seed = number;
        return self();
    }

    Split load(KerasFile file, int features, int most) {
        return HousingFile.load(file.locate(path), features, most, testSplit, seed);
    }
}
