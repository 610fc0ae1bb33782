package jeras.applications.text;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Cuts text into the tokens of a pretrained model, by the files that come with it, with Hugging Face's own library: the tokens
 * are those of Python's fast tokenizers.
 *
 * <pre>{@code
 * TextTokenizer tokenizer = TextTokenizer.of(Path.of("bert-base-uncased")).maxLength(128);
 * TokenBatch batch = tokenizer.batch("a wonderful film", "dull and far too long");
 * model.predict(List.of(batch.tokenIds(), batch.attentionMask(), batch.tokenTypeIds()));
 * }</pre>
 *
 * <p>An option returns a new tokenizer. Nothing is downloaded, and nothing needs to be closed; several threads may use one.
 *
 * @see <a href="https://huggingface.co/docs/transformers/main_classes/tokenizer">Hugging Face: Tokenizer</a>
 */
public final class TextTokenizer {
    /** Texts that go to the native library in one call. */
    private static final int AT_ONCE = 1000;

    private final TokenizerDescription description;
    private final Library library;
    private final int maxLength;
    private final Truncation truncation;
    private final int padToMultipleOf;

    /** The native tokenizer, made when it is first asked for and shared by all values with the same vocabulary. */
    private static final class Library {
        private final TokenizerDescription description;
        private NativeTokenizer tokenizer;

        Library(TokenizerDescription description) {
            this.description = description;
        }

        synchronized NativeTokenizer get() {
            if (tokenizer == null) {
                tokenizer = new NativeTokenizer(description);
            }
            return tokenizer;
        }
    }

    private TextTokenizer(
            TokenizerDescription description,
            Library library,
            int maxLength,
            Truncation truncation,
            int padToMultipleOf) {
        this.description = description;
        this.library = library;
        this.maxLength = maxLength;
        this.truncation = truncation;
        this.padToMultipleOf = padToMultipleOf;
    }

    /**
     * Reads a folder with a {@code tokenizer.json}, or a BERT's {@code vocab.txt}, and, where it is there, a
     * {@code tokenizer_config.json}; or one of the first two files.
     *
     * @throws jeras.FileFormatException if there is none, or it is damaged
     */
    public static TextTokenizer of(Path folderOrFile) {
        return of(TokenizerFiles.read(folderOrFile));
    }

    /** The tokenizer of a BERT with this vocabulary. */
    public static TextTokenizer of(WordPieceVocabulary vocabulary) {
        JsonObject settings = new JsonObject();
        settings.addProperty("tokenizer_class", "BertTokenizer");
        settings.addProperty("do_lower_case", vocabulary.lowercase());
        return of(TokenizerDescription.of(WordPieceJson.of(vocabulary), settings));
    }

    private static TextTokenizer of(TokenizerDescription description) {
        return new TextTokenizer(
                description, new Library(description), description.modelLength(), Truncation.LONGEST_FIRST, 1);
    }

    /** The most tokens of a text, or a pair, special ones included; default: what the model was made for, if files say that. */
    public TextTokenizer maxLength(int tokens) {
        return new TextTokenizer(description, library, positive("maxLength", tokens), truncation, padToMultipleOf);
    }

    /**
     * What is cut when a text is too long: {@code "longest_first"} (the default) takes from the longer text of a pair,
     * {@code "only_first"} and {@code "only_second"} from that one, {@code "do_not_truncate"} nothing.
     */
    public TextTokenizer truncation(String strategy) {
        return new TextTokenizer(description, library, maxLength, Truncation.of(strategy), padToMultipleOf);
    }

    /** Fills batches up to a multiple of so many tokens; default: 1, to the longest text. */
    public TextTokenizer padToMultipleOf(int tokens) {
        return new TextTokenizer(description, library, maxLength, truncation, positive("padToMultipleOf", tokens));
    }

    // ---- texts to tokens -------------------------------------------------------------------------------------------

    public TokenizedText encode(String text) {
        return encodeAll(List.of(text)).get(0);
    }

    /** A pair, such as a premise and what may follow from it. */
    public TokenizedText encode(String first, String second) {
        return encodeAll(List.of(first), List.of(second)).get(0);
    }

    /**
     * A text that has been split into words: {@link TokenizedText#word} says which of them a token is a part of, and starts and
     * ends are places in that word.
     */
    public TokenizedText encodeWords(List<String> words) {
        return cut(library.get().encodeWords(words));
    }

    public List<TokenizedText> encodeAll(List<String> texts) {
        List<TokenizedText> all = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i += AT_ONCE) {
            library.get()
                    .encode(texts.subList(i, Math.min(i + AT_ONCE, texts.size())))
                    .forEach(t -> all.add(cut(t)));
        }
        return all;
    }

    /** Pairs: each of the first texts with the second at the same place. */
    public List<TokenizedText> encodeAll(List<String> firsts, List<String> seconds) {
        if (firsts.size() != seconds.size()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The texts do not make pairs.",
                    "as many second texts as first ones, " + firsts.size(),
                    Integer.toString(seconds.size()),
                    "give each text its partner"));
        }
        List<TokenizedText> all = new ArrayList<>(firsts.size());
        for (int i = 0; i < firsts.size(); i += AT_ONCE) {
            int end = Math.min(i + AT_ONCE, firsts.size());
            library.get()
                    .encode(firsts.subList(i, end), seconds.subList(i, end))
                    .forEach(t -> all.add(cut(t)));
        }
        return all;
    }

    /**
     * A question with as many windows on a long text as it takes to see all of it. Each has at most {@link #maxLength} tokens
     * and shares {@code stride} of them with the next.
     *
     * @throws InvalidArgumentException if no maximal length is known, or the question leaves no room for the text
     */
    public List<TokenizedText> windows(String question, String text, int stride) {
        if (maxLength == 0 || stride < 0 || stride >= maxLength) {
            throw new InvalidArgumentException(JerasException.message(
                    "There are no windows on a text.",
                    "a maxLength, and a stride from 0 up to it",
                    "maxLength " + (maxLength == 0 ? "unknown" : maxLength) + ", stride " + stride,
                    "set both: tokenizer.maxLength(384).windows(question, text, 128)"));
        }
        TokenizedText whole =
                library.get().encode(List.of(question), List.of(text)).get(0);
        return Truncation.windows(whole, maxLength, stride);
    }

    private TokenizedText cut(TokenizedText text) {
        return maxLength == 0 ? text : truncation.cut(text, maxLength);
    }

    // ---- tokens to arrays ------------------------------------------------------------------------------------------

    /** Texts as arrays, filled up to the longest of them. */
    public TokenBatch batch(String... texts) {
        return batch(encodeAll(List.of(texts)));
    }

    /** Texts as arrays, filled up to the longest of them. */
    public TokenBatch batch(List<TokenizedText> texts) {
        return TokenBatch.of(texts, padId(), padToMultipleOf);
    }

    /** The text that tokens stand for, without the special ones. */
    public String decode(int... ids) {
        int[] known = Arrays.stream(ids).filter(id -> id >= 0).toArray();
        return library.get().decode(known);
    }

    // ---- the vocabulary --------------------------------------------------------------------------------------------

    /** The number of ids, which a model's table of embeddings needs a row for each. */
    public int vocabularySize() {
        return description.ids().values().stream().mapToInt(id -> id + 1).max().orElse(0);
    }

    /** The id of a token as the vocabulary spells it; empty for one that it does not have. */
    public OptionalInt id(String token) {
        Integer id = description.ids().get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The id that fills up. */
    public int padId() {
        return description.specialId("pad_token").orElse(0);
    }

    /** The id that stands for a token to be guessed; empty where the vocabulary has none. */
    public OptionalInt maskId() {
        return description.specialId("mask_token");
    }

    /** The ids of the special tokens. */
    public Set<Integer> specialIds() {
        Set<Integer> ids = new TreeSet<>();
        for (String role : List.of("pad_token", "unk_token", "cls_token", "sep_token", "mask_token")) {
            description.specialId(role).ifPresent(ids::add);
        }
        return ids;
    }

    /** The most tokens of a text; empty for no limit. */
    public OptionalInt maxLength() {
        return maxLength == 0 ? OptionalInt.empty() : OptionalInt.of(maxLength);
    }

    /**
     * Writes {@code tokenizer.json}, {@code tokenizer_config.json} with the maximal length, and a BERT's {@code vocab.txt} into a
     * folder, for {@link #of(Path)} and Python's {@code AutoTokenizer.from_pretrained}.
     */
    public void save(Path folder) {
        TokenizerWriter.write(description, maxLength, folder);
    }

    private static int positive(String option, int value) {
        if (value < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The tokenizer's option " + option + " cannot be set.",
                    "at least 1",
                    Integer.toString(value),
                    "give a number of tokens"));
        }
        return value;
    }

    @Override
    public String toString() {
        return "TextTokenizer[" + vocabularySize() + " tokens"
                + (maxLength == 0 ? "" : ", maxLength=" + maxLength + ", truncation=" + truncation.id()) + "]";
    }
}
