/** What training measures, as in {@code keras.metrics}: state, an update and a result, recorded into the program. */
package jeras.metrics;
