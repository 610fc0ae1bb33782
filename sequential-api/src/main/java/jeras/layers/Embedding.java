package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.regularizers.Regularizer;

/**
 * A table of vectors: each id becomes its row.
 *
 * <ul>
 *   <li>input: ids from 0 to {@code inputDim - 1} of any shape, mostly {@code (batch, time)}; floats are cut to integers
 *   <li>output: the same shape with {@code outputDim} after it, {@code (batch, time, outputDim)}
 *   <li>embeddings {@code (inputDim, outputDim)}
 * </ul>
 *
 * <pre>{@code Embedding.of(20000, 128).maskZero(true)}</pre>
 *
 * <p>An id that the table has no row for fails when the program runs: a {@link jeras.ExecutionException} that names the layer.
 *
 * @see <a href="https://keras.io/api/layers/core_layers/embedding/">keras.layers.Embedding</a>
 */
public final class Embedding extends KerasLayer<Embedding, Embedding.Config> {
    private Variable embeddings;

    /** Keras's arguments. */
    record Config(
            int inputDim,
            int outputDim,
            Initializer embeddingsInitializer,
            Regularizer embeddingsRegularizer,
            Constraint embeddingsConstraint,
            boolean maskZero) {
        Config {
            Check.positive("Embedding", "inputDim", inputDim);
            Check.positive("Embedding", "outputDim", outputDim);
        }
    }

    Embedding(Config config) {
        super(config, Embedding::new);
    }

    /**
     * A table of so many vectors.
     *
     * @param inputDim the number of ids: the greatest one plus 1
     * @param outputDim the length of a vector
     */
    public static Embedding of(int inputDim, int outputDim) {
        return new Embedding(new Config(inputDim, outputDim, Initializer.of("uniform"), null, null, false));
    }

    /** Default: {@code uniform}. */
    public Embedding embeddingsInitializer(String id) {
        return embeddingsInitializer(Initializer.of(id));
    }

    /** Default: {@code uniform}. */
    public Embedding embeddingsInitializer(Initializer initializer) {
        return with("embeddingsInitializer", initializer);
    }

    /** Default: none. */
    public Embedding embeddingsRegularizer(String id) {
        return embeddingsRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public Embedding embeddingsRegularizer(Regularizer penalty) {
        return with("embeddingsRegularizer", penalty);
    }

    /** Default: none. */
    public Embedding embeddingsConstraint(String id) {
        return embeddingsConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public Embedding embeddingsConstraint(Constraint projection) {
        return with("embeddingsConstraint", projection);
    }

    /** Whether id 0 is padding that the layers after this one leave out; default: false. */
    public Embedding maskZero(boolean maskZero) {
        return with("maskZero", maskZero);
    }

    @Override
    protected void build(Shape input) {
        embeddings = weight(
                "embeddings",
                new Shape(config.inputDim, config.outputDim),
                config.embeddingsInitializer,
                config.embeddingsRegularizer,
                config.embeddingsConstraint);
    }

    @Override
    protected Tensor call(Tensor ids) {
        boolean whole = ids.dataType() == DataType.INT32 || ids.dataType() == DataType.INT64;
        return Ops.cast(Ops.take(embeddings, whole ? ids : Ops.cast(ids, DataType.INT32), 0), computeDtype());
    }

    @Override
    protected Tensor computeMask(List<Tensor> inputs, int output) {
        return config.maskZero ? Ops.notEqual(inputs.get(0), 0) : null;
    }

    /** As Keras makes it: the table is read as it is, and the rows are cast. */
    @Override
    boolean castsWeights() {
        return false;
    }
}
