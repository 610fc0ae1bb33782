package jeras.applications.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits text into words as BERT does before it looks for pieces: at white space, and around punctuation and Chinese characters. */
final class BasicTokens {
    private BasicTokens() {}

    static List<String> of(String text, boolean lowercase) {
        String plain = lowercase
                ? Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                        .replaceAll("\\p{Mn}", "")
                : text;
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (isSpace(c) || isPunctuation(c) || Character.isIdeographic(c)) {
                end(words, word);
                if (!isSpace(c)) {
                    words.add(Character.toString(c));
                }
            } else if (c != 0xFFFD && !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT) {
                word.appendCodePoint(c);
            }
        });
        end(words, word);
        return words;
    }

    private static void end(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
    }

    private static boolean isPunctuation(int c) {
        boolean ascii = c > 32 && c < 127 && !Character.isLetterOrDigit(c);
        return ascii
                || switch (Character.getType(c)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION -> true;
                    default -> false;
                };
    }
}
