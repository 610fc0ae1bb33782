/** How weights follow gradients, as in {@code keras.optimizers}, and schedules of the learning rate. */
package jeras.optimizers;
