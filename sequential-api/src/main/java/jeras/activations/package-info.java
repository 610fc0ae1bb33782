/** Activation functions: one interface, the built-in ones by Keras's string ids. */
package jeras.activations;
