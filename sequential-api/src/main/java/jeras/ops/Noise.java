package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a layer draws in training: from the numbers that all of a program shares, or, with a seed, from a sequence of
 * its own that repeats whatever else the program draws.
 *
 * @see <a href="https://keras.io/api/random/seed_generator/">keras.random.SeedGenerator</a>
 */
public final class Noise {
    private static final Noise SHARED = new Noise(null, null);

    /** The seed of the next draw; null when the numbers are shared. */
    private final Variable state;

    /** The seed of all draws, told apart by their number; null when each has its own. */
    private final Tensor base;

    private int draws;

    private Noise(Variable state, Tensor base) {
        this.state = state;
        this.base = base;
    }

    /** Noise that follows from a seed, a scalar; unlike the others it may be drawn inside loops and branches. */
    public static Noise from(Tensor seed) {
        return new Noise(null, seed);
    }

    /** Noise from the numbers that all of a program shares. */
    public static Noise shared() {
        return SHARED;
    }

    /** Noise from a sequence of its own. */
    public static Noise of(long seed) {
        // Mixed, so that the sequences of neighbouring seeds do not overlap; a double holds 52 bits exactly.
        long first = new SplittableRandom(seed).nextLong() >>> 12;
        Shape scalar = new Shape();
        return new Noise(
                new Variable(
                        "seed_generator_state",
                        scalar,
                        DataType.INT64,
                        false,
                        () -> Ops.full(scalar, (double) first, DataType.INT64)),
                null);
    }

    /** As {@link Ops#dropout}, each element by itself. */
    public Tensor dropout(Tensor x, double rate) {
        return dropout(x, rate, x.shape());
    }

    /** As {@link Ops#dropout}. */
    public Tensor dropout(Tensor x, double rate, Shape noiseShape) {
        if (this == SHARED || rate == 0) {
            return Ops.dropout(x, rate, noiseShape);
        }
        return x.multiply(dropoutMask(x, known(x, noiseShape), rate));
    }

    /** As {@link Ops#dropoutMask}. */
    public Tensor dropoutMask(Tensor like, Shape shape, double rate) {
        if (this == SHARED) {
            return Ops.dropoutMask(like, shape, rate);
        }
        DataType type = like.dataType();
        String chances = "torch.full(" + Code.sizes(shape, 0) + ", " + Code.number(1 - rate) + ", dtype="
                + Code.type(type) + ", device={device})";
        Tensor kept = draw("dropout_mask", "torch.bernoulli(" + chances + "%s)", shape, type, like);
        return rate == 1 ? kept : kept.divide(1 - rate);
    }

    /** 0 with probability {@code rate}, else 1, to be multiplied with {@code x}; its shape as for {@link #dropout}. */
    public Tensor kept(Tensor x, double rate, Shape noiseShape) {
        return Ops.cast(
                Ops.greater(dropout(Ops.fullLike(x, noiseShape, 1, x.dataType()), rate, noiseShape), 0), x.dataType());
    }

    /** Normal numbers around 0, of the shape and data type of {@code x}. */
    public Tensor normal(Tensor x, double stddev) {
        String code = "torch.randn(" + Code.sizes(x.shape(), 0) + "%s, dtype=" + Code.type(x.dataType())
                + ", device={device})";
        return draw("normal", code, x.shape(), x.dataType(), x).multiply(stddev);
    }

    /** Normal float32 numbers around 0; unknown axes of {@code shape} have the lengths of those of {@code like}. */
    public Tensor normal(Tensor like, Shape shape) {
        Shape known = known(like, shape);
        String code = "torch.randn(" + Code.sizes(known, 0) + "%s, dtype=6, device={device})";
        return draw("normal", code, known, DataType.FLOAT32, like);
    }

    /**
     * Uniform float32 numbers from {@code [min, max)}, or {@code min} when both are the same; unknown axes of {@code shape} have
     * the lengths of those of {@code like}.
     */
    public Tensor uniform(Tensor like, Shape shape, double min, double max) {
        Shape known = known(like, shape);
        if (min == max) {
            return Ops.fullLike(like, known, min, DataType.FLOAT32);
        }
        String code = "torch.rand(" + Code.sizes(known, 0) + "%s, dtype=6, device={device})";
        Tensor drawn = draw("uniform", code, known, DataType.FLOAT32, like);
        return drawn.multiply(max - min).add(min);
    }

    /**
     * Shares that sum to 1 along the last axis, from a Dirichlet distribution; of the shape of the concentrations.
     *
     * @param concentration positive numbers, float32
     */
    public Tensor dirichlet(Tensor concentration) {
        Shape shape = concentration.shape();
        return draw("dirichlet", "torch._sample_dirichlet({0}%s)", shape, DataType.FLOAT32, concentration);
    }

    /** The places along the first axis of {@code like} in random order, int64. */
    public Tensor permutation(Tensor like) {
        String code = "torch.argsort(torch.rand([torch.size({0}, 0)]%s, dtype=6, device={device}))";
        return draw("permutation", code, new Shape(like.size(0)), DataType.INT64, like);
    }

    private static Shape known(Tensor like, Shape shape) {
        long[] dims = shape.getShape().clone();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dims[i] < 0 ? like.shape().get(i) : dims[i];
        }
        return new Shape(dims);
    }

    /**
     * @param code the template, with {@code %s} where the generator goes
     */
    private Tensor draw(String name, String code, Shape shape, DataType type, Tensor like) {
        List<Tensor> inputs = new ArrayList<>(List.of(like));
        String generator = "";
        if (state != null) {
            inputs.add(state);
            generator = ", generator=torch.Generator(device={device}, seed=int({1}))";
        } else if (base != null) {
            inputs.add(base);
            generator = ", generator=torch.Generator(device={device}, seed=int({1}) + " + draws++ + ")";
        }
        Tensor drawn =
                Primitive.constant(name, String.format(code, generator), shape, type, inputs.toArray(Tensor[]::new));
        if (state != null) {
            state.assign(state.add(1));
        }
        return drawn;
    }
}
