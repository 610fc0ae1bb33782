package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ModelStateException;
import jeras.backend.Front;
import jeras.backend.Values;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * Numbers to the bins in which they lie, whose boundaries are given, or learned so that the bins are equally full.
 *
 * <ul>
 *   <li>input of any shape
 *   <li>output: {@code int}: int32 of the same shape; {@code one_hot}: float32 {@code (..., bins)}; {@code multi_hot} and
 *       {@code count}: float32 {@code (batch, bins)}
 * </ul>
 *
 * <pre>{@code Discretization.of(0, 1, 2)} makes four bins; {@code Discretization.of().numBins(4)} adapts to data.</pre>
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/numerical/discretization/">keras.layers.Discretization</a>
 */
public final class Discretization extends KerasLayer<Discretization, Discretization.Config> implements FileState {
    private double[] learned;
    private Variable boundaries;

    /**
     * Keras's arguments.
     *
     * @param binBoundaries null when they are learned
     * @param numBins null when boundaries are given
     */
    record Config(List<Double> binBoundaries, Integer numBins, double epsilon, String outputMode) {
        Config {
            if (numBins != null && numBins < 0) {
                throw refused("numBins of at least 0", Integer.toString(numBins), "give a positive number");
            }
            if (!(epsilon > 0)) {
                throw refused("epsilon greater than 0", Double.toString(epsilon), "give a small number, such as 0.01");
            }
            Check.oneOf("Discretization", "outputMode", outputMode, "int", "one_hot", "multi_hot", "count");
        }
    }

    Discretization(Config config) {
        super(config, Discretization::new);
        // A file of an adapted layer says both; then the boundaries are the learned ones.
        if (config.binBoundaries != null) {
            learned = config.binBoundaries.stream().mapToDouble(b -> b).toArray();
        }
    }

    private static InvalidArgumentException refused(String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message("Discretization cannot be made.", expected, received, fix));
    }

    /** With bins to be told: {@code of().numBins(4)}. */
    public static Discretization of() {
        return new Discretization(new Config(null, null, 0.01, "int"));
    }

    /** With the boundaries between bins, ascending; each belongs to the bin above it. */
    public static Discretization of(double... binBoundaries) {
        return of().binBoundaries(binBoundaries);
    }

    /** The boundaries between bins, ascending. Default: learned. */
    public Discretization binBoundaries(double... binBoundaries) {
        return with("binBoundaries", DoubleStream.of(binBoundaries).boxed().toList());
    }

    /** How many bins to learn. Default: none. */
    public Discretization numBins(int numBins) {
        return with("numBins", numBins);
    }

    /** How far, as a share of the data, a learned boundary may be off. Default: 0.01. */
    public Discretization epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    /** {@code int}, {@code one_hot}, {@code multi_hot} or {@code count}. Default: {@code int}. */
    public Discretization outputMode(String outputMode) {
        return with("outputMode", outputMode);
    }

    /** The boundaries between bins, given or learned; empty before. */
    public double[] binBoundaries() {
        return learned == null ? new double[0] : learned.clone();
    }

    /**
     * Learns the boundaries: quantiles of the data, up to {@code epsilon}.
     *
     * @param data an array, or batches such as a {@code Dataset}
     */
    public void adapt(Object data) {
        adapt(data, Long.MAX_VALUE);
    }

    /**
     * As {@link #adapt(Object)}.
     *
     * @param steps the most batches to take
     */
    public void adapt(Object data, long steps) {
        if (config.numBins == null) {
            throw new ModelStateException(JerasException.message(
                    titleAndPlace() + " cannot adapt to data.",
                    "numBins(...)",
                    config.binBoundaries == null ? "neither numBins nor binBoundaries" : "binBoundaries",
                    "make it by Discretization.of().numBins(n)"));
        }
        QuantileSummary summary = new QuantileSummary(config.epsilon);
        if (AdaptData.isBatchesOrListOfThem(data)) {
            AdaptData.forEach((Iterable<?>) data, steps, batch -> summary.add(batch.toFloatArray()));
        } else {
            summary.add(AdaptData.array(data).toFloatArray());
        }
        take(summary.boundaries(config.numBins));
    }

    private void take(double... found) {
        if (boundaries != null && boundaries.size(0) != found.length) {
            throw new ModelStateException(JerasException.message(
                    titleAndPlace() + " cannot change the number of its bins.",
                    (boundaries.size(0) + 1) + " bins, for which it has been used",
                    (found.length + 1) + " bins",
                    "adapt a new layer, before it is used"));
        }
        learned = found;
        if (boundaries != null) {
            Values.write(boundaries, Array.of((Object) found).cast(DataType.FLOAT32));
        }
    }

    @Override
    protected void build(Shape input) {
        if (learned == null) {
            throw new ModelStateException(JerasException.message(
                    titleAndPlace() + " has no boundaries yet.",
                    "binBoundaries(...), or adapt(data) before the layer is used",
                    "neither",
                    "adapt it to the data first"));
        }
        boundaries = learned.length == 0
                ? null
                : FixedArray.of("bin_boundaries", Array.of((Object) learned), DataType.FLOAT32)
                        .autocast(false);
    }

    @Override
    protected Tensor call(Tensor input) {
        Tensor x = Ops.cast(input, DataType.FLOAT32);
        Tensor bins = Ops.cast(boundaries == null ? Ops.zerosLike(x) : above(x), DataType.INT32);
        // A crossing of features is computed before the program, and then the bins are, too.
        Front.current()
                .filter(front -> front.knows(input))
                .ifPresent(front -> front.offer(bins, values -> List.of(bins(values.get(0))), List.of(input)));
        return config.outputMode.equals("int")
                ? bins
                : Ops.cast(CategoryRows.of(config.outputMode, bins, learned.length + 1, null), computeDtype());
    }

    /** As the program computes them. */
    private Array bins(Array input) {
        float[] x = input.toFloatArray();
        int[] bins = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            for (double boundary : learned) {
                bins[i] += x[i] < (float) boundary ? 0 : 1;
            }
        }
        return Array.of(bins, input.shape().getShape());
    }

    /** How many boundaries are not greater; for what is not a number, all. */
    private Tensor above(Tensor x) {
        Tensor reached = Ops.logicalNot(Ops.less(Ops.expandDims(x, -1), boundaries)); // (..., boundaries)
        return Ops.sum(Ops.cast(reached, DataType.INT32), -1);
    }

    /** Keras keeps what it has learned among the arguments. */
    @Override
    public Map<String, Object> fileConfig() {
        return learned == null
                ? Map.of()
                : Map.of("bin_boundaries", DoubleStream.of(learned).boxed().toList());
    }
}
