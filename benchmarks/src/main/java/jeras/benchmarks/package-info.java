/** Times Jeras, and Keras where it is at hand, on the same workloads. */
package jeras.benchmarks;
