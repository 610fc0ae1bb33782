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
import jeras.utils.DataTypes;

/**
 * A table of vectors that works in both directions: ids become vectors, and in a call with {@code reverse} vectors become scores
 * of the ids, as at the end of a language model.
 *
 * <ul>
 *   <li>input: ids {@code (batch, time)}, output {@code (batch, time, outputDim)}
 *   <li>in reverse: input {@code (batch, ..., outputDim)}, output {@code (batch, ..., inputDim)}
 *   <li>embeddings {@code (inputDim, outputDim)}; without tied weights also {@code (outputDim, inputDim)}
 * </ul>
 *
 * <pre>{@code
 * ReversibleEmbedding tokens = ReversibleEmbedding.of(20000, 128);
 * Tensor x = tokens.apply(ids);
 * Tensor logits = tokens.applyWith(c -> c.reverse(true), decoder.apply(x));
 * }</pre>
 *
 * @see <a href="https://keras.io/api/layers/core_layers/reversible_embedding/">keras.layers.ReversibleEmbedding</a>
 */
public final class ReversibleEmbedding extends KerasLayer<ReversibleEmbedding, ReversibleEmbedding.Config> {
    private static final String REVERSE = "reverse";

    private Variable embeddings;
    private Variable reverseEmbeddings;

    /** Keras's arguments. */
    record Config(
            int inputDim,
            int outputDim,
            boolean tieWeights,
            Initializer embeddingsInitializer,
            Regularizer embeddingsRegularizer,
            Constraint embeddingsConstraint,
            boolean maskZero,
            String reverseDtype,
            Double logitSoftCap) {
        Config {
            Check.positive("ReversibleEmbedding", "inputDim", inputDim);
            Check.positive("ReversibleEmbedding", "outputDim", outputDim);
            if (reverseDtype != null) {
                reverseDtype = DataTypes.name(DataTypes.of(reverseDtype));
            }
        }
    }

    ReversibleEmbedding(Config config) {
        super(config, ReversibleEmbedding::new);
    }

    /**
     * A table of so many vectors.
     *
     * @param inputDim the number of ids: the greatest one plus 1
     * @param outputDim the length of a vector
     */
    public static ReversibleEmbedding of(int inputDim, int outputDim) {
        return new ReversibleEmbedding(
                new Config(inputDim, outputDim, true, Initializer.of("uniform"), null, null, false, null, null));
    }

    /** Whether one table serves both directions. Default: true. */
    public ReversibleEmbedding tieWeights(boolean tieWeights) {
        return with("tieWeights", tieWeights);
    }

    /** Default: {@code uniform}. */
    public ReversibleEmbedding embeddingsInitializer(String id) {
        return embeddingsInitializer(Initializer.of(id));
    }

    /** Default: {@code uniform}. */
    public ReversibleEmbedding embeddingsInitializer(Initializer initializer) {
        return with("embeddingsInitializer", initializer);
    }

    /** Default: none. */
    public ReversibleEmbedding embeddingsRegularizer(String id) {
        return embeddingsRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public ReversibleEmbedding embeddingsRegularizer(Regularizer penalty) {
        return with("embeddingsRegularizer", penalty);
    }

    /** Default: none. */
    public ReversibleEmbedding embeddingsConstraint(String id) {
        return embeddingsConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public ReversibleEmbedding embeddingsConstraint(Constraint projection) {
        return with("embeddingsConstraint", projection);
    }

    /** Whether id 0 is padding that the layers after this one leave out; default: false. */
    public ReversibleEmbedding maskZero(boolean maskZero) {
        return with("maskZero", maskZero);
    }

    /** The data type in which the scores are computed, such as {@code "float32"}. Default: that of the input. */
    public ReversibleEmbedding reverseDtype(String reverseDtype) {
        return with("reverseDtype", reverseDtype);
    }

    /** The scores stay within this distance from 0: {@code cap · tanh(score / cap)}. Default: no limit. */
    public ReversibleEmbedding logitSoftCap(double logitSoftCap) {
        return with("logitSoftCap", logitSoftCap);
    }

    @Override
    public List<String> acceptedArguments() {
        return List.of(REVERSE, CallOptions.TRAINING);
    }

    @Override
    public DataType inputType() {
        return DataType.INT32;
    }

    @Override
    protected void build(Shape input) {
        embeddings = weight(
                "embeddings",
                new Shape(config.inputDim, config.outputDim),
                config.embeddingsInitializer,
                config.embeddingsRegularizer,
                config.embeddingsConstraint);
        if (!config.tieWeights) {
            reverseEmbeddings = weight(
                    "reverse_embeddings", new Shape(config.outputDim, config.inputDim), config.embeddingsInitializer);
        }
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return call.flag(REVERSE) ? scores(x) : vectors(x);
    }

    private Tensor vectors(Tensor ids) {
        boolean whole = ids.dataType() == DataType.INT32 || ids.dataType() == DataType.INT64;
        return Ops.cast(Ops.take(embeddings, whole ? ids : Ops.cast(ids, DataType.INT32), 0), computeDtype());
    }

    private Tensor scores(Tensor x) {
        Check.axis(this, x.shape(), -1, config.outputDim);
        Tensor kernel = config.tieWeights ? Ops.transpose(embeddings) : reverseEmbeddings;
        Tensor y = x;
        if (config.reverseDtype != null) {
            DataType type = DataTypes.of(config.reverseDtype);
            y = Ops.cast(y, type);
            kernel = Ops.cast(kernel, type);
        }
        Tensor scores = Ops.matmul(y, kernel);
        return config.logitSoftCap == null
                ? scores
                : Ops.tanh(scores.divide(config.logitSoftCap)).multiply(config.logitSoftCap);
    }

    @Override
    protected Tensor computeMask(List<Tensor> inputs, int output, Call call) {
        return config.maskZero && !call.flag(REVERSE) ? Ops.notEqual(inputs.get(0), 0) : null;
    }

    /** As Keras makes it: the table is read as it is, and the rows are cast. */
    @Override
    boolean castsWeights() {
        return false;
    }
}
