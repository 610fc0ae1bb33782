/** What happens around training, as in {@code keras.callbacks}. */
package jeras.callbacks;
