/** First values of weights: one interface, the built-in ones as records named as in Keras. */
package jeras.initializers;
