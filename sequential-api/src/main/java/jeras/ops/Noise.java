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
    private static final Noise SHARED = new Noise(null);

    /** The seed of the next draw; null when the numbers are shared. */
    private final Variable state;

    private Noise(Variable state) {
        this.state = state;
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
        return new Noise(new Variable(
                "seed_generator_state",
                scalar,
                DataType.INT64,
                false,
                () -> Ops.full(scalar, (double) first, DataType.INT64)));
    }

    /** As {@link Ops#dropout}. */
    public Tensor dropout(Tensor x, double rate, Shape noiseShape) {
        if (state == null || rate == 0) {
            return Ops.dropout(x, rate, noiseShape);
        }
        long[] dims = noiseShape.getShape().clone();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dims[i] < 0 ? x.shape().get(i) : dims[i];
        }
        Shape shape = new Shape(dims);
        DataType type = x.dataType();
        String chances = "torch.full(" + Code.sizes(shape, 0) + ", " + Code.number(1 - rate) + ", dtype="
                + Code.type(type) + ", device={device})";
        Tensor kept = draw("dropout_mask", "torch.bernoulli(" + chances + "%s)", shape, x);
        return x.multiply(rate == 1 ? kept : kept.divide(1 - rate));
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
        return draw("normal", code, x.shape(), x).multiply(stddev);
    }

    /**
     * @param code the template, with {@code %s} where the generator goes
     */
    private Tensor draw(String name, String code, Shape shape, Tensor like) {
        List<Tensor> inputs = new ArrayList<>(List.of(like));
        String generator = "";
        if (state != null) {
            inputs.add(state);
            generator = ", generator=torch.Generator(device={device}, seed=int({1}))";
        }
        Tensor drawn = Primitive.constant(
                name, String.format(code, generator), shape, like.dataType(), inputs.toArray(Tensor[]::new));
        if (state != null) {
            state.assign(state.add(1));
        }
        return drawn;
    }
}
