/** Data sets, as in {@code keras.datasets}: small ones inside the jar, the others downloaded on request only. */
package jeras.datasets;
