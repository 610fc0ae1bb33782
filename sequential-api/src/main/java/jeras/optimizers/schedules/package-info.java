/** Learning rates that change with the training steps, as in {@code keras.optimizers.schedules}. */
package jeras.optimizers.schedules;
