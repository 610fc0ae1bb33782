package jeras.layers;

import java.util.List;
import java.util.Map;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Whole numbers from 0 to {@code numTokens - 1} to rows of zeros and ones, or of counts.
 *
 * <ul>
 *   <li>input {@code (batch, samples)}; with {@code count} also a weight for each, of the same shape
 *   <li>output: {@code one_hot}: float32 {@code (..., numTokens)}, a last axis of length 1 taken away; {@code multi_hot} and
 *       {@code count}: float32 {@code (batch, numTokens)}
 * </ul>
 *
 * <pre>{@code CategoryEncoding.of(4).outputMode("one_hot")}</pre>
 *
 * <p>A number that is out of range counts for nothing.
 *
 * @see <a
 *     href="https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding/">keras.layers.CategoryEncoding</a>
 */
public final class CategoryEncoding extends KerasLayer<CategoryEncoding, CategoryEncoding.Config> {
    /** Keras's arguments. */
    record Config(int numTokens, String outputMode) {
        Config {
            Check.positive("CategoryEncoding", "numTokens", numTokens);
            outputMode = LookupOptions.mode("CategoryEncoding", outputMode, "one_hot", "multi_hot", "count");
        }
    }

    CategoryEncoding(Config config) {
        super(config, CategoryEncoding::new);
    }

    public static CategoryEncoding of(int numTokens) {
        return new CategoryEncoding(new Config(numTokens, "multi_hot"));
    }

    /** {@code one_hot}, {@code multi_hot} or {@code count}. Default: {@code multi_hot}. */
    public CategoryEncoding outputMode(String outputMode) {
        return with("outputMode", outputMode);
    }

    /** @param inputs the numbers and, with {@code count}, perhaps their weights */
    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        if (inputs.size() > 2 || (inputs.size() == 2 && !config.outputMode.equals("count"))) {
            throw new InvalidArgumentException(JerasException.message(
                    titleAndPlace() + " cannot take these inputs.",
                    "one tensor, and weights only with outputMode count",
                    inputs.size() + " tensors with outputMode " + config.outputMode,
                    "leave out the weights, or say outputMode(\"count\")"));
        }
        Tensor weights = inputs.size() == 2 ? inputs.get(1) : null;
        return List.of(
                Ops.cast(CategoryRows.of(config.outputMode, inputs.get(0), config.numTokens, weights), computeDtype()));
    }

    @Override
    public List<String> parameterNames() {
        return List.of("inputs", "count_weights");
    }

    @Override
    public List<Object> callArguments(List<Tensor> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public Map<String, Tensor> callKeywords(List<Tensor> inputs) {
        return inputs.size() == 1 ? Map.of() : Map.of("count_weights", inputs.get(1));
    }

    /** As in Keras, what comes in is taken as it is. */
    @Override
    boolean castsInputs() {
        return false;
    }
}
