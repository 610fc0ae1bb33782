/**
 * What a user sees and reaches for around training: the progress line, the summary table, names and suggestions, small
 * pictures of digits, and the functions of {@code keras.utils}. Plain Java: nothing here starts the engine.
 */
package jeras.utils;
