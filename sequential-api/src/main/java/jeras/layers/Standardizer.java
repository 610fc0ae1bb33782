package jeras.layers;

/**
 * What {@code TextVectorization} does to a text before it splits it.
 *
 * <p>A user's own is a lambda, {@code text -> text.toLowerCase(Locale.ROOT)}. To be saved with a model it must be of a class
 * that {@code Keras.register} knows: a file names it and holds its arguments, never its code.
 *
 * <pre>{@code
 * record Replace(String what, String by) implements Standardizer { ... }
 *
 * Keras.register("my_package>Replace", Replace.class,
 *         config -> new Replace(config.text("what"), config.text("by")),
 *         replace -> Map.of("what", replace.what(), "by", replace.by()));
 * var words = TextVectorization.of().standardize(new Replace("&amp;", "and"));
 * }</pre>
 *
 * <p>In Python's Keras the same is a class with {@code __call__} and {@code get_config}, registered under the same name.
 */
@FunctionalInterface
public interface Standardizer {
    /** The text as it is split; never null. */
    String standardize(String text);

    /**
     * Keras's own.
     *
     * @param id {@code lower_and_strip_punctuation}, {@code lower} or {@code strip_punctuation}; they know of ASCII alone
     */
    static Standardizer of(String id) {
        return new AsciiStandardizer(id);
    }
}
