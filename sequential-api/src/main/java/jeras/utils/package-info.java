/** Text for people: the progress line, the summary's table, names and suggestions; and the functions of {@code keras.utils}. */
package jeras.utils;
