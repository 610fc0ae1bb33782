package jeras.layers;

/**
 * Keras's standardizers, which know of ASCII alone, as TensorFlow's string operations do: other letters and punctuation stay
 * as they are.
 */
final class AsciiStandardizer implements Standardizer {
    private static final String PUNCTUATION = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";
    private static final boolean[] IS_PUNCTUATION = new boolean[128];

    static {
        PUNCTUATION.chars().forEach(c -> IS_PUNCTUATION[c] = true);
    }

    private final boolean lowers;
    private final boolean strips;

    AsciiStandardizer(String id) {
        Check.oneOf(
                "TextVectorization", "standardize", id, "lower_and_strip_punctuation", "lower", "strip_punctuation");
        this.lowers = id.startsWith("lower");
        this.strips = id.endsWith("strip_punctuation");
    }

    @Override
    public String standardize(String text) {
        char[] kept = new char[text.length()];
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (strips && c < IS_PUNCTUATION.length && IS_PUNCTUATION[c]) {
                continue;
            }
            kept[n++] = lowers && c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        return new String(kept, 0, n);
    }
}
