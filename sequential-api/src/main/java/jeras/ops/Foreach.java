package jeras.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Updates of many variables in place, in one kernel each: what optimizers are written with. They take part in no gradient.
 *
 * <p>Each method is named as the PyTorch function behind it.
 */
public final class Foreach {
    private Foreach() {}

    /** {@code v[i] += alpha * t[i]}. */
    public static void add(List<Variable> v, List<? extends Tensor> t, double alpha) {
        Statement s = new Statement();
        s.run("torch._foreach_add_(" + s.written(v) + ", " + s.list(t) + ", alpha=" + Code.number(alpha) + ")");
    }

    /** {@code v[i] *= s}. */
    public static void multiply(List<Variable> v, double factor) {
        Statement s = new Statement();
        s.run("torch._foreach_mul_(" + s.written(v) + ", " + Code.number(factor) + ")");
    }

    /** {@code v[i] *= s}, s a scalar tensor. */
    public static void multiply(List<Variable> v, Tensor factor) {
        Statement s = new Statement();
        s.run("torch._foreach_mul_(" + s.written(v) + ", " + s.scalar(factor) + ")");
    }

    /** {@code v[i] += t[i] * factor}, the factor a scalar tensor. */
    public static void addScaled(List<Variable> v, List<? extends Tensor> t, Tensor factor) {
        Statement s = new Statement();
        s.run("torch._foreach_add_(" + s.written(v) + ", torch._foreach_mul(" + s.list(t) + ", " + s.scalar(factor)
                + "))");
    }

    /** {@code v[i] += factor * a[i] * b[i]}. */
    public static void addProduct(List<Variable> v, List<? extends Tensor> a, List<? extends Tensor> b, double factor) {
        Statement s = new Statement();
        s.run("torch._foreach_addcmul_(" + s.written(v) + ", " + s.list(a) + ", " + s.list(b) + ", "
                + Code.number(factor) + ")");
    }

    /**
     * Adam's whole update in one kernel: {@code m = β1 m + (1-β1) g}, {@code v = β2 v + (1-β2) g²}, then the parameters.
     *
     * @param step the number of this step, from 1, a scalar
     * @param epsilon added to {@code sqrt(v / (1 - β2^step))}, a scalar
     * @param maxima the running maxima of v for AMSGrad, else empty
     */
    public static void fusedAdam(
            List<Variable> parameters,
            List<? extends Tensor> gradients,
            List<Variable> m,
            List<Variable> v,
            List<Variable> maxima,
            Tensor step,
            Tensor learningRate,
            double beta1,
            double beta2,
            Tensor epsilon) {
        Statement s = new Statement();
        String steps = s.scalar(step);
        String count =
                IntStream.range(0, parameters.size()).mapToObj(i -> steps).collect(Collectors.joining(", "));
        s.run("torch._fused_adam_(" + s.written(parameters) + ", " + s.list(gradients) + ", " + s.written(m) + ", "
                + s.written(v) + ", " + (maxima.isEmpty() ? "annotate(List[Tensor], [])" : s.written(maxima)) + ", ["
                + count + "], lr=float(" + s.scalar(learningRate) + "), beta1=" + Code.number(beta1) + ", beta2="
                + Code.number(beta2) + ", weight_decay=0., eps=float(" + s.scalar(epsilon) + "), amsgrad="
                + Code.bool(!maxima.isEmpty()) + ", maximize=False)");
    }

    /** The tensors, each multiplied by a scalar tensor: a new list. */
    public static List<Tensor> scaled(List<? extends Tensor> t, Tensor factor) {
        List<Tensor> inputs = new ArrayList<>(t);
        inputs.add(factor);
        return Primitive.several(
                "scaled",
                "torch._foreach_mul([" + Code.places(0, t.size()) + "], {" + t.size() + "})",
                inputs,
                t.stream().map(Result.Spec::of).toList());
    }

    /** The Euclidean norm of each tensor, as scalars. */
    public static List<Tensor> norms(List<? extends Tensor> t) {
        return Primitive.several(
                "norms",
                "torch._foreach_norm([" + Code.places(0, t.size()) + "], 2)",
                List.copyOf(t),
                t.stream()
                        .map(x -> new Result.Spec(new ai.djl.ndarray.types.Shape(), x.dataType()))
                        .toList());
    }

    /**
     * Collects the inputs of one statement while its text is put together.
     *
     * <p>A list that is written to must be an attribute of the module: PyTorch drops a call whose only effect is on the elements
     * of a local list, because it takes that for a change of the list.
     */
    private static final class Statement {
        private final List<Tensor> inputs = new ArrayList<>();
        private final StringBuilder before = new StringBuilder();
        private int written;

        String written(List<Variable> variables) {
            String attribute = "self.written" + written++;
            before.append(attribute).append(" = ").append(list(variables)).append("\n");
            return attribute;
        }

        String list(List<? extends Tensor> tensors) {
            return tensors.stream().map(this::scalar).collect(Collectors.joining(", ", "[", "]"));
        }

        String scalar(Tensor tensor) {
            inputs.add(tensor);
            return "{" + (inputs.size() - 1) + "}";
        }

        void run(String code) {
            Primitive.effect("foreach", before + code, inputs);
        }
    }
}
