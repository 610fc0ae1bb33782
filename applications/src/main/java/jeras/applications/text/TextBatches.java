package jeras.applications.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.ops.Seeds;

/**
 * Texts and what is right for them, as batches for {@code fit}: texts of about one length come together, and each batch is filled
 * up to its longest text only.
 *
 * <pre>{@code
 * TextBatches train = TextBatches.of(tokenizer, tokenizer.encodeAll(texts)).labels(classes).batchSize(16).shuffle(true);
 * model.fit(train.dataset(model), f -> f.epochs(3));
 * }</pre>
 *
 * <p>An option returns a new value.
 */
public final class TextBatches {
    /** As many batches are sorted by length together: enough to fill up little, few enough to stay random. */
    private static final int SORTED_TOGETHER = 50;

    private final TextTokenizer tokenizer;
    private final List<TokenizedText> texts;
    private final List<Targets> targets;
    private final int batchSize;
    private final boolean shuffle;
    private final double masked;

    /** Makes the targets of some texts, given their places and the tokens in the batch. */
    @FunctionalInterface
    private interface Targets {
        Array of(int[] places, int length);
    }

    private TextBatches(
            TextTokenizer tokenizer,
            List<TokenizedText> texts,
            List<Targets> targets,
            int batchSize,
            boolean shuffle,
            double masked) {
        this.tokenizer = tokenizer;
        this.texts = texts;
        this.targets = targets;
        this.batchSize = batchSize;
        this.shuffle = shuffle;
        this.masked = masked;
    }

    /** Batches of 32 texts in their order, without targets. */
    public static TextBatches of(TextTokenizer tokenizer, List<TokenizedText> texts) {
        return new TextBatches(tokenizer, List.copyOf(texts), List.of(), 32, false, 0);
    }

    private TextBatches with(int length, String what, Targets target) {
        if (length != texts.size()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The " + what + " do not belong to these texts.",
                    texts.size() + ", one for each text",
                    Integer.toString(length),
                    "give one for each text"));
        }
        List<Targets> all = new ArrayList<>(targets);
        all.add(target);
        return new TextBatches(tokenizer, texts, all, batchSize, shuffle, masked);
    }

    /** The class, or the place of a token, for each text: targets {@code (batch)}. Told again, it is the model's next output's. */
    public TextBatches labels(int... labels) {
        int[] own = labels.clone();
        return with(
                own.length,
                "labels",
                (places, length) ->
                        Array.of(Arrays.stream(places).map(i -> own[i]).toArray()));
    }

    /**
     * A label for each token of each text: targets {@code (batch, length)}. What fills up gets {@link TokenizedText#IGNORED}.
     *
     * @see TokenizedText#tokenLabels
     */
    public TextBatches tokenLabels(List<int[]> labels) {
        List<int[]> own = List.copyOf(labels);
        return with(own.size(), "labels", (places, length) -> {
            int[] all = new int[places.length * length];
            Arrays.fill(all, TokenizedText.IGNORED);
            for (int i = 0; i < places.length; i++) {
                int[] row = own.get(places[i]);
                System.arraycopy(row, 0, all, i * length, row.length);
            }
            return Array.of(all, places.length, length);
        });
    }

    /** Numbers for each text, such as a score, or a 0 or 1 for each of several labels: targets {@code (batch, numbers)}. */
    public TextBatches values(double[][] values) {
        double[][] own = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
        return with(
                own.length,
                "values",
                (places, length) -> Array.of(
                                Arrays.stream(places).mapToObj(i -> own[i]).toArray(double[][]::new))
                        .cast("float32"));
    }

    /** Default: 32. */
    public TextBatches batchSize(int size) {
        if (size < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "Texts cannot be batched.",
                    "at least 1 a batch",
                    Integer.toString(size),
                    "give a positive number"));
        }
        return new TextBatches(tokenizer, texts, targets, size, shuffle, masked);
    }

    /**
     * Whether each epoch has other batches in another order, by {@code Keras.setRandomSeed}; default: false, the texts in their
     * own order.
     */
    public TextBatches shuffle(boolean value) {
        return new TextBatches(tokenizer, texts, targets, batchSize, value, masked);
    }

    /**
     * Leaves out this share of the words for a masked language model to guess, other ones in each epoch: the targets are the ids
     * that were there, and {@link TokenizedText#IGNORED} everywhere else. Takes the place of labels; default: 0, none.
     *
     * @see TextEncoder#maskedLanguageModel
     */
    public TextBatches maskedWords(double share) {
        if (!(share >= 0 && share < 1) || tokenizer.maskId().isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "Words cannot be masked.",
                    "a share from 0 up to, without, 1, and a vocabulary with a token for the mask",
                    tokenizer.maskId().isEmpty() ? "no such token" : Double.toString(share),
                    "give a share such as 0.15"));
        }
        return new TextBatches(tokenizer, texts, targets, batchSize, shuffle, share);
    }

    /** The number of texts. */
    public int size() {
        return texts.size();
    }

    /** The number of tokens of the longest text. */
    public int longest() {
        return texts.stream().mapToInt(TokenizedText::size).max().orElse(0);
    }

    /** The number of batches. */
    public int steps() {
        return (texts.size() + batchSize - 1) / batchSize;
    }

    /** The share of the batches of an epoch, in their own order, that fills up: what is computed for nothing. */
    public double padding() {
        long tokens = 0;
        long places = 0;
        for (int[] batch : batches(shuffle ? byLength(new SplittableRandom(0)) : inOrder())) {
            tokens += Arrays.stream(batch).mapToLong(i -> texts.get(i).size()).sum();
            places += (long) batch.length
                    * Arrays.stream(batch).map(i -> texts.get(i).size()).max().orElse(0);
        }
        return places == 0 ? 0 : 1 - (double) tokens / places;
    }

    /** The batches with the inputs that the model has, by their names. */
    public Dataset dataset(Model model) {
        List<String> inputs = List.copyOf(model.inputNames());
        return Dataset.generator(() -> {
                    SplittableRandom random = new SplittableRandom(Seeds.next());
                    List<int[]> batches = batches(shuffle ? byLength(random) : inOrder());
                    if (shuffle) {
                        shuffle(batches, random);
                    }
                    return batches.stream().map(b -> batch(b, inputs, random)).iterator();
                })
                .assertCardinality(steps());
    }

    private Batch batch(int[] places, List<String> inputs, SplittableRandom random) {
        TokenBatch tokens =
                tokenizer.batch(Arrays.stream(places).mapToObj(texts::get).toList());
        if (masked > 0) {
            MaskedWords guessed = MaskedWords.of(tokens, tokenizer, masked, random);
            TokenBatch seen = new TokenBatch(guessed.tokenIds(), tokens.attentionMask(), tokens.tokenTypeIds());
            return new Batch(seen.inputs(inputs), List.of(guessed.labels()), List.of());
        }
        int length = (int) tokens.tokenIds().shape().get(1);
        return new Batch(
                tokens.inputs(inputs),
                targets.stream().map(t -> t.of(places, length)).toList(),
                List.of());
    }

    private int[] inOrder() {
        return IntStream.range(0, texts.size()).toArray();
    }

    /** In random order, but sorted by length within stretches of some batches. */
    private int[] byLength(SplittableRandom random) {
        int[] order = inOrder();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[] sorted = new int[order.length];
        // A small data set is not to have the same batches in every epoch: at least four stretches.
        int stretch = Math.max(1, Math.min(SORTED_TOGETHER, steps() / 4)) * batchSize;
        for (int i = 0; i < order.length; i += stretch) {
            int end = Math.min(i + stretch, order.length);
            List<Integer> part =
                    new ArrayList<>(Arrays.stream(order, i, end).boxed().toList());
            part.sort(Comparator.comparingInt(place -> texts.get(place).size()));
            for (int k = 0; k < part.size(); k++) {
                sorted[i + k] = part.get(k);
            }
        }
        return sorted;
    }

    private List<int[]> batches(int[] order) {
        List<int[]> batches = new ArrayList<>();
        for (int i = 0; i < order.length; i += batchSize) {
            batches.add(Arrays.copyOfRange(order, i, Math.min(i + batchSize, order.length)));
        }
        return batches;
    }

    private static void shuffle(List<int[]> batches, SplittableRandom random) {
        for (int i = batches.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int[] swapped = batches.get(i);
            batches.set(i, batches.get(j));
            batches.set(j, swapped);
        }
    }
}
