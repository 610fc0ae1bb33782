/** Compile and fit options, and the loops. Knows no concrete layer. */
package jeras.training;
