/**
 * Files of models: {@code .keras} archives and HDF5 weights.
 *
 * <p>What is read may come from anywhere, so everything here treats a file as hostile: sizes are checked against what the
 * file really holds before memory is taken, every loop is bounded by the file's length, nothing in a file is executed,
 * and whatever is wrong ends in a {@link jeras.FileFormatException}.
 */
package jeras.saving;
