package jeras;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import jeras.layers.InputLayer;
import jeras.ops.FloatType;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.utils.DataTypes;

/**
 * The symbolic input of a model.
 *
 * <pre>{@code
 * Tensor x = Input.of(28, 28, 1);
 * Tensor tokens = Input.of(80).dtype("int32").name("tokens");
 * }</pre>
 *
 * @see <a href="https://keras.io/api/layers/core_layers/input/">keras.Input</a>
 */
public final class Input extends Tensor {
    private final InputLayer layer;

    private Input(InputLayer layer) {
        super(layer.batchShape(), layer.dataType());
        this.layer = layer;
    }

    /** An input of samples of floats, in float32 unless {@code Keras.setFloatx} says otherwise, of this shape, without the batch; -1 for an axis of any length. */
    public static Input of(long... shape) {
        if (Arrays.stream(shape).anyMatch(d -> d == 0 || d < -1)) {
            throw new InvalidArgumentException(JerasException.message(
                    "An input cannot be declared.",
                    "lengths of at least 1, or -1 for any",
                    Arrays.toString(shape),
                    "give the shape of one sample, without the batch"));
        }
        return ofBatch(Shapes.withBatch(shape), FloatType.get());
    }

    /** An input whose first axis is the batch, -1 for any size. */
    public static Input ofBatch(Shape batchShape, DataType type) {
        return new Input(new InputLayer(batchShape, type));
    }

    /** Default: that of {@code Keras.floatx()}, {@code float32}. */
    public Input dtype(String type) {
        return make(layer.batchShape(), DataTypes.of(type));
    }

    /** Default: any. */
    public Input batchSize(long size) {
        return make(Shapes.with(layer.batchShape(), 0, size), layer.dataType());
    }

    /** The name, by which data may be given: {@code Map.of("tokens", ids)}. */
    public Input name(String name) {
        return new Input(new InputLayer(name, layer.batchShape(), layer.dataType()));
    }

    private Input make(Shape batchShape, DataType type) {
        return new Input(
                layer.isNamed() ? new InputLayer(layer.name(), batchShape, type) : new InputLayer(batchShape, type));
    }

    /** The layer behind this input. */
    public InputLayer layer() {
        return layer;
    }
}
