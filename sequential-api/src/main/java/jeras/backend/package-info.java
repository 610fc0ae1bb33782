/**
 * The only package that knows DJL's engine and TorchScript: programs, devices, values on the device, starting the engine.
 *
 * <p>Internal: nothing here is part of the public interface.
 */
package jeras.backend;
