package jeras.data;

/**
 * The two parts of a data set.
 *
 * @param left the first samples
 * @param right the last ones
 */
public record DatasetPair(Dataset left, Dataset right) {}
