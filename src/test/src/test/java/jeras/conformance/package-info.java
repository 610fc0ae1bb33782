/** Holds Jeras against what Keras itself has computed: cases of a model, inputs and expected numbers. */
package jeras.conformance;
