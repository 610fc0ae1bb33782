package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.ops.Tensor;

/**
 * Where a model's input enters; made by {@code Input.of}.
 *
 * @see <a href="https://keras.io/api/layers/core_layers/input/">keras.layers.InputLayer</a>
 */
public final class InputLayer extends Layer {
    private final Shape batchShape;
    private final DataType dataType;

    /** An input of the given shape, whose first axis is the batch. */
    public InputLayer(Shape batchShape, DataType dataType) {
        this.batchShape = batchShape;
        this.dataType = dataType;
    }

    /** An input with a name of its own. */
    public InputLayer(String name, Shape batchShape, DataType dataType) {
        super(name);
        this.batchShape = batchShape;
        this.dataType = dataType;
    }

    /** The shape with its batch, -1 where any length may come. */
    public Shape batchShape() {
        return batchShape;
    }

    public DataType dataType() {
        return dataType;
    }

    /** Floats in the data type that is declared, as a model takes them. */
    public Tensor declared(Tensor given) {
        boolean floats = given.dataType().isFloating() && dataType.isFloating();
        return floats ? Precision.cast(given, dataType) : given;
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        return inputs;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    /** As in Keras, what comes in is taken as it is. */
    @Override
    boolean castsInputs() {
        return false;
    }
}
