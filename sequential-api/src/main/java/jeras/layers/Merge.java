package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * What layers have in common that make one tensor of several, element by element.
 *
 * <p>Inputs with fewer axes get axes of length 1 after the batch. The output has a mask when all inputs have one: it
 * keeps what any of them keeps.
 */
abstract class Merge<L extends Merge<L>> extends KerasLayer<L, NoArguments> {
    Merge(NoArguments config, Function<NoArguments, L> maker) {
        super(config, maker);
    }

    /** The result for inputs of equal rank. */
    abstract Tensor merge(List<Tensor> inputs);

    @Override
    protected void build(List<Shape> inputs) {
        long[] batches = inputs.stream()
                .mapToLong(s -> s.get(0))
                .filter(b -> b >= 0)
                .distinct()
                .toArray();
        if (batches.length > 1) {
            throw wrong(inputs, "inputs of one batch size", "give it inputs of the same batch");
        }
    }

    @Override
    protected final List<Tensor> call(List<Tensor> inputs, Call call) {
        int rank = inputs.stream().mapToInt(Tensor::rank).max().orElseThrow();
        List<Tensor> aligned = new ArrayList<>();
        for (Tensor input : inputs) {
            Tensor x = input;
            while (x.rank() < rank) {
                x = Ops.expandDims(x, 1);
            }
            aligned.add(x);
        }
        return List.of(merge(aligned));
    }

    /** The inputs taken together from the left. */
    static Tensor fold(List<Tensor> inputs, BinaryOperator<Tensor> operation) {
        return inputs.stream().reduce(operation).orElseThrow();
    }

    /** As {@link #fold}, where masked elements give way to those of the other inputs. */
    static Tensor foldUnmasked(List<Tensor> inputs, BinaryOperator<Tensor> operation) {
        Tensor result = inputs.get(0);
        Tensor kept = elements(result.mask());
        for (Tensor input : inputs.subList(1, inputs.size())) {
            Tensor mask = elements(input.mask());
            Tensor x = mask == null ? input : Ops.where(mask, input, result);
            result = kept == null ? result : Ops.where(kept, result, x);
            kept = mask == null || kept == null ? null : Ops.logicalOr(kept, mask);
            result = operation.apply(result, x);
        }
        return result;
    }

    /** A mask of steps as one that broadcasts over their elements; null for none. */
    static Tensor elements(Tensor mask) {
        return mask == null ? null : Ops.expandDims(mask, -1);
    }

    @Override
    protected final Tensor computeMask(List<Tensor> inputs, int output) {
        List<Tensor> masks = new ArrayList<>();
        inputs.forEach(x -> masks.add(x.mask()));
        return masks.contains(null) ? null : fold(masks, Ops::logicalOr);
    }

    @Override
    protected final boolean supportsMasking() {
        return true;
    }

    final ShapeMismatchException wrong(List<Shape> inputs, String expected, String fix) {
        String shapes = String.join(", ", inputs.stream().map(Shapes::text).toList());
        return new ShapeMismatchException(
                JerasException.message(titleAndPlace() + " cannot merge its inputs.", expected, shapes, fix));
    }
}
