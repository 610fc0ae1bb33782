package jeras.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jeras.backend.Backend;
import jeras.backend.Program;

/** Runs recorded operations in tests: one program a call. */
public final class Run {
    private Run() {}

    /** The values of what the body records, row by row, as floats. */
    public static float[] run(Supplier<Tensor> body) {
        Program program = Program.builder(Backend.device())
                .function("f", List.of(), () -> List.of(Ops.cast(body.get(), DataType.FLOAT32)))
                .build();
        return only(program.call("f", List.of(), true));
    }

    /** The values of a function of one float32 tensor. */
    public static float[] run(UnaryOperator<Tensor> function, Shape shape, double... x) {
        return run(function, true, shape, x);
    }

    /** The gradient of {@code sum(function(x) * [1, 2, 3, ...])}, the weights in row-major order, for x. */
    public static float[] grad(UnaryOperator<Tensor> function, Shape shape, double... x) {
        UnaryOperator<Tensor> gradient = input -> {
            Tensor leaf = Ops.leaf(input);
            Tensor y = function.apply(leaf);
            Tensor weights = Ops.reshape(Ops.arange(1, y.shape().size() + 1, DataType.FLOAT32), y.shape());
            return Ops.gradients(Ops.sum(y.multiply(weights)), List.of(leaf)).get(0);
        };
        return run(gradient, false, shape, x);
    }

    private static float[] run(UnaryOperator<Tensor> function, boolean inference, Shape shape, double... x) {
        Placeholder input = new Placeholder("x", shape, DataType.FLOAT32);
        Program program = Program.builder(Backend.device())
                .function("f", List.of(input), () -> List.of(function.apply(input)))
                .build();
        float[] values = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            values[i] = (float) x[i];
        }
        try (NDManager scope = Backend.scope()) {
            NDArray array = scope.create(values, shape).toDevice(Backend.device(), false);
            return only(program.call("f", List.of(array), inference));
        }
    }

    private static float[] only(NDList outputs) {
        try (outputs) {
            return outputs.singletonOrThrow().toFloatArray();
        }
    }
}
