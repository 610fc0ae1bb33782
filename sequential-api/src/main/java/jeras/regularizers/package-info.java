/** Penalties on weights and activations: one interface, the built-in ones as records named as in Keras. */
package jeras.regularizers;
