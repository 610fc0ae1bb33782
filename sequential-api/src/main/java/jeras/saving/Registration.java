package jeras.saving;

/**
 * A library's own classes that files name, registered without a word of the user's as soon as the library is on the class path.
 *
 * <p>The library has a file {@code META-INF/services/jeras.saving.Registration} with the name of a public class that implements
 * this and has a constructor without parameters. What a user registers under the same name comes in its place.
 *
 * <pre>{@code
 * public final class MyRegistration implements Registration {
 *     @Override
 *     public void register() {
 *         Keras.register("my_library>Scale", Scale.class, config -> new Scale(config.number("factor")));
 *     }
 * }
 * }</pre>
 */
public interface Registration {
    /** Calls {@code jeras.Keras.register} for each class. */
    void register();
}
