package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.utils.Arguments;
import jeras.utils.Records;

/**
 * The real or imaginary part of the short-time Fourier transform as the kernel of a Conv1D: {@code cos} or {@code -sin} of each
 * frequency, under a window.
 *
 * <pre>{@code STFT.of("imag").window("hamming").scaling("spectrum")}</pre>
 *
 * @param side {@code "real"}, the default, or {@code "imag"}
 * @param window SciPy's name of a window, {@code "hann"} by default; null for none
 * @param scaling {@code "density"}, the default, divides by the window's Euclidean norm, {@code "spectrum"} by its sum; null for none
 * @param periodic Keras's argument, by SciPy's meaning of it: false, the default, makes windows symmetric
 * @see <a href="https://keras.io/api/layers/initializers/#stft-class">keras.initializers.STFT</a>
 */
public record STFT(String side, String window, String scaling, boolean periodic) implements Initializer {
    public STFT {
        Arguments.oneOf("STFT", "side", side, "real", "imag");
        if (window != null) {
            Arguments.oneOf("STFT", "window", window, Windows.names());
        }
        if (scaling != null) {
            Arguments.oneOf("STFT", "scaling", scaling, "density", "spectrum");
        }
    }

    /** The real part. */
    public static STFT of() {
        return of("real");
    }

    public static STFT of(String side) {
        return new STFT(side, "hann", "density", false);
    }

    /** Default: {@code real}. */
    public STFT side(String value) {
        return Records.with(this, "side", value);
    }

    /** Default: {@code hann}. */
    public STFT window(String value) {
        return Records.with(this, "window", value);
    }

    /** Without a window. */
    public STFT withoutWindow() {
        return Records.with(this, "window", null);
    }

    /** Default: {@code density}. */
    public STFT scaling(String value) {
        return Records.with(this, "scaling", value);
    }

    /** Without scaling. */
    public STFT withoutScaling() {
        return Records.with(this, "scaling", null);
    }

    /** Default: false. */
    public STFT periodic(boolean value) {
        return Records.with(this, "periodic", value);
    }

    /**
     * @param shape {@code (frame length, 1, frequencies)}
     * @throws ShapeMismatchException when the shape has not 3 axes, the second of length 1
     */
    @Override
    public Tensor apply(Shape shape, DataType type) {
        if (shape.dimension() != 3 || shape.get(1) != 1) {
            throw new ShapeMismatchException(JerasException.message(
                    "STFT makes kernels of Conv1D for one channel only.",
                    "(frame length, 1, frequencies)",
                    Shapes.text(shape),
                    "use another initializer for this weight"));
        }
        int frame = (int) shape.get(0);
        long frequencies = shape.get(2);
        Tensor time = Ops.reshape(Ops.arange(0, frame, DataType.FLOAT64), frame, 1, 1);
        Tensor frequency = Ops.reshape(Ops.arange(0, frequencies, DataType.FLOAT64), 1, 1, frequencies);
        Tensor angle = time.multiply(frequency).multiply(-2 * Math.PI / ((frequencies - 1) * 2));
        Tensor kernel = side.equals("real") ? Ops.cos(angle) : Ops.sin(angle);
        if (window != null) {
            double[] values = Windows.of(window, frame, !periodic);
            Tensor shaped = Ops.reshape(Ops.vector(DataType.FLOAT64, values), frame, 1, 1);
            kernel = kernel.multiply(shaped).divide(size(values));
        }
        return Ops.cast(kernel, type);
    }

    private double size(double[] values) {
        if (scaling == null) {
            return 1;
        }
        return scaling.equals("density")
                ? Math.sqrt(Arrays.stream(values).map(v -> v * v).sum())
                : Arrays.stream(values).map(Math::abs).sum();
    }
}
