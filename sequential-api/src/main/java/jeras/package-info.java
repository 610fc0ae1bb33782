/** Keras for Java: models, arrays and the library's settings. Start with {@link jeras.Sequential}. */
package jeras;
