/**
 * Translators for DJL's {@code Predictor}: pictures or texts in, classes out, with a model that {@link jeras.Model#toDjl} gives to
 * DJL. One predictor serves several threads.
 */
package jeras.serving;
