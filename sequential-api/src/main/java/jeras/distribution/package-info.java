/** Models on several devices, as {@code keras.distribution}. */
package jeras.distribution;
