/** Projections of weights after each update: one interface, the built-in ones as records named as in Keras. */
package jeras.constraints;
