package jeras.layers;

import java.util.List;
import java.util.Map;
import jeras.Array;

/** What Keras's files hold of a layer besides its arguments and its numbered weights. */
public interface FileState {
    /** Keys of the configuration that say more than the arguments do, with their values. */
    default Map<String, Object> fileConfig() {
        return Map.of();
    }

    /** Takes a number that the configuration says besides the arguments, by its key. */
    default void restoreConfig(String key, long value) {}

    /** Arrays by name, beside the numbered weights. */
    default Map<String, Array> fileArrays() {
        return Map.of();
    }

    /** The contents of files by name, such as {@code vocabulary.txt}. */
    default Map<String, byte[]> fileAssets() {
        return Map.of();
    }

    /** The places below the layer's own where Keras writes the same once more. */
    default List<String> fileTwins() {
        return List.of();
    }

    /** Makes the state that {@link #fileArrays} and {@link #fileAssets} gave; empty ones change nothing. */
    default void restore(Map<String, Array> arrays, Map<String, byte[]> assets) {}
}
