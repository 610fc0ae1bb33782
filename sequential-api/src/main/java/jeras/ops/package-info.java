/**
 * Symbolic tensors and the operations on them, named as in {@code keras.ops}.
 *
 * <p>Nothing here computes: calling an operation checks shapes, infers the result's shape and records an {@link jeras.ops.Op}.
 * The backend turns recordings into programs. An operation is one static method of {@link jeras.ops.Ops}: its shape rule
 * and its TorchScript template side by side.
 */
package jeras.ops;
