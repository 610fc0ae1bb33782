package jeras.ops;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Models that several devices compute, each a part of the batch.
 *
 * <p>While a program is recorded {@link #over} some devices, a call of a model is recorded once, as a part of its own, and that
 * part again for each device: with its share of what has a row for each sample, and a copy of everything else. What comes out
 * is joined on the first device, where the rest of the program runs as if the call had been one.
 */
public final class Replicas {
    private static final ThreadLocal<List<Device>> DEVICES = ThreadLocal.withInitial(List::of);

    private Replicas() {}

    /**
     * Records something in which models are computed by several devices.
     *
     * @param devices the first is the one that the program runs on; fewer than two for none but that
     */
    public static <T> T over(List<Device> devices, Supplier<T> body) {
        List<Device> before = DEVICES.get();
        DEVICES.set(List.copyOf(devices));
        try {
            return body.get();
        } finally {
            DEVICES.set(before);
        }
    }

    /** Whether a call of a model is computed by several devices here. */
    public static boolean active() {
        return Recording.isPart();
    }

    /** The outputs of a call of a model. */
    public static List<Tensor> of(List<Tensor> inputs, Function<List<Tensor>, List<Tensor>> call) {
        List<Device> devices = DEVICES.get();
        // What a loop calls stays with the loop's device.
        if (devices.size() < 2 || Recording.isPart() || Recording.isNested()) {
            return call.apply(inputs);
        }
        List<Tensor> open = inputs.stream().map(Replicas::ofAnyBatch).toList();
        List<Tensor> outputs = new ArrayList<>();
        Recording part = Recording.part(() -> outputs.addAll(call.apply(open)));
        return new Replication(devices, part).outputs(outputs);
    }

    /** A tensor whose first axis is that of the batch, of any length. */
    private static Tensor ofAnyBatch(Tensor x) {
        Shape shape = x.shape();
        return shape.dimension() == 0 || shape.get(0) < 0 || x.dataType() == DataType.STRING
                ? x
                : Primitive.of("batch", "{0}", Shapes.with(shape, 0, -1), x.dataType(), x)
                        .withMask(x.mask() == null ? null : ofAnyBatch(x.mask()));
    }

    /**
     * The sum of what the replicas have; where there are none, the tensor itself. For what a layer computes over the whole batch.
     *
     * @throws InvalidArgumentException inside a loop, whose steps replicas do not take together
     */
    public static Tensor sum(Tensor x) {
        if (!Recording.isPart()) {
            return x;
        }
        if (Recording.isNested()) {
            throw new InvalidArgumentException(JerasException.message(
                    "Replicas cannot be summed inside a loop or a branch.",
                    "a layer that computes over the whole batch, outside of loops",
                    "one inside Ops.scan, cond, whileLoop or a recurrent layer",
                    "let each replica compute for itself: synchronize(false)"));
        }
        return new Total(x).outputs().get(0);
    }

    /** Does something with tensors now, or, within a call that several devices compute, with the joined ones after it. */
    public static void whenJoined(List<Tensor> tensors, Consumer<List<Tensor>> action) {
        Recording.whenJoined(() -> action.accept(Recording.read(tensors)));
    }
}
