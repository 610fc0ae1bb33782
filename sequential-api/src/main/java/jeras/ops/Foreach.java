package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Arithmetic on many variables at once, in place, and on their gradients: what optimizers are written with. On a GPU each
 * method is one kernel, or a few, for all of them. None takes part in gradients.
 */
public final class Foreach {
    private Foreach() {}

    /** {@code v[i] += factor * t[i]}. */
    public static void add(List<Variable> v, List<? extends Tensor> t, double factor) {
        Statement s = new Statement();
        s.run("torch._foreach_add_(" + s.written(v) + ", " + s.list(t) + ", alpha=" + Code.number(factor) + ")");
    }

    /** {@code v[i] += sign * rate * t[i]}, the rate a scalar on the CPU. */
    public static void add(List<Variable> v, List<? extends Tensor> t, Tensor rate, double sign) {
        Statement s = new Statement();
        s.run("torch._foreach_add_(" + s.written(v) + ", " + s.list(t) + ", alpha=" + s.number(rate, sign) + ")");
    }

    /** {@code v[i] *= factor}. */
    public static void multiply(List<Variable> v, double factor) {
        Statement s = new Statement();
        s.run("torch._foreach_mul_(" + s.written(v) + ", " + Code.number(factor) + ")");
    }

    /** {@code v[i] *= 1 - share * rate}, the rate a scalar on the CPU. */
    public static void decay(List<Variable> v, Tensor rate, double share) {
        Statement s = new Statement();
        s.run("torch._foreach_mul_(" + s.written(v) + ", 1. + " + s.number(rate, -share) + ")");
    }

    /** {@code v[i] += weight * (t[i] - v[i])}. */
    public static void lerp(List<Variable> v, List<? extends Tensor> t, double weight) {
        Statement s = new Statement();
        s.run("torch._foreach_lerp_(" + s.written(v) + ", " + s.list(t) + ", " + Code.number(weight) + ")");
    }

    /** {@code v[i] += weight * (t[i] - v[i])}, the weight a scalar on the CPU. */
    public static void lerp(List<Variable> v, List<? extends Tensor> t, Tensor weight) {
        Statement s = new Statement();
        s.run("torch._foreach_lerp_(" + s.written(v) + ", " + s.list(t) + ", " + s.number(weight, 1) + ")");
    }

    /** {@code v[i] = t[i]}. */
    public static void copy(List<Variable> v, List<? extends Tensor> t) {
        Statement s = new Statement();
        s.run("torch._foreach_copy_(" + s.written(v) + ", " + s.list(t) + ")");
    }

    /** {@code v[i] = 0}. */
    public static void zero(List<Variable> v) {
        Statement s = new Statement();
        s.run("torch._foreach_zero_(" + s.written(v) + ")");
    }

    /** {@code v[i] = max(v[i], t[i])}. */
    public static void maximum(List<Variable> v, List<? extends Tensor> t) {
        Statement s = new Statement();
        s.run("torch._foreach_maximum_(" + s.written(v) + ", " + s.list(t) + ")");
    }

    /** {@code v[i] += factor * a[i] * b[i]}. */
    public static void addProduct(List<Variable> v, List<? extends Tensor> a, List<? extends Tensor> b, double factor) {
        Statement s = new Statement();
        s.run("torch._foreach_addcmul_(" + s.written(v) + ", " + s.list(a) + ", " + s.list(b) + ", "
                + Code.number(factor) + ")");
    }

    /** {@code v[i] += sign * rate * a[i] / b[i]}, the rate a scalar on the CPU. */
    public static void addQuotient(
            List<Variable> v, List<? extends Tensor> a, List<? extends Tensor> b, Tensor rate, double sign) {
        Statement s = new Statement();
        s.run("torch._foreach_addcdiv_(" + s.written(v) + ", " + s.list(a) + ", " + s.list(b) + ", "
                + s.number(rate, sign) + ")");
    }

    /**
     * Keras's Adam in one kernel: {@code m = β1 m + (1-β1) g}, {@code v = β2 v + (1-β2) g²},
     * {@code w -= lr √(1-β2^t) / (1-β1^t) · m / (√v + ε)}.
     *
     * <p>PyTorch adds its ε to {@code √(v / (1-β2^t))}; given {@code ε / √(1-β2^t)} its formula is Keras's.
     *
     * @param maxima the running maxima of v, which take v's place in the last line (AMSGrad), else empty
     * @param learningRate a scalar on the CPU
     * @param step the number t of this step, from 1, a scalar on the CPU
     */
    public static void fusedAdam(
            List<Variable> parameters,
            List<? extends Tensor> gradients,
            List<Variable> m,
            List<Variable> v,
            List<Variable> maxima,
            Tensor learningRate,
            Tensor step,
            double beta1,
            double beta2,
            double epsilon) {
        Tensor steps = Primitive.constant(
                "steps", "torch.full([], float({0}), dtype=6, device={device})", new Shape(), DataType.FLOAT32, step);
        Statement s = new Statement();
        String text = "torch._fused_adam_(" + s.written(parameters) + ", " + s.list(gradients) + ", " + s.written(m)
                + ", "
                + s.written(v) + ", " + (maxima.isEmpty() ? "annotate(List[Tensor], [])" : s.written(maxima)) + ", "
                + s.list(Collections.nCopies(parameters.size(), steps)) + ", lr=" + s.number(learningRate, 1)
                + ", beta1=" + Code.number(beta1) + ", beta2=" + Code.number(beta2) + ", weight_decay=0., eps="
                + Code.number(epsilon) + " / (1. - " + Code.number(beta2) + " ** " + s.number(step, 1)
                + ") ** 0.5, amsgrad=" + Code.bool(!maxima.isEmpty()) + ", maximize=False)";
        s.run(text);
    }

    /**
     * Keras's momentum in one kernel: {@code m = momentum · m - lr · g}, {@code w += m}.
     *
     * <p>PyTorch's is {@code m = momentum · m + (1 - dampening) · g}, {@code w -= lr · m}: with dampening {@code 1 + lr} and
     * learning rate -1 its formula is Keras's, also when the learning rate changes.
     *
     * @param learningRate a scalar on the CPU
     */
    public static void fusedSgd(
            List<Variable> parameters,
            List<? extends Tensor> gradients,
            List<Variable> m,
            Tensor learningRate,
            double momentum) {
        Statement s = new Statement();
        s.run("torch._fused_sgd_(" + s.written(parameters) + ", " + s.list(gradients) + ", " + s.written(m)
                + ", weight_decay=0., momentum=" + Code.number(momentum) + ", lr=-1., dampening=1. + "
                + s.number(learningRate, 1) + ", nesterov=False, maximize=False, is_first_step=False)");
    }

    /** {@code t[i] * factor}, the factor a scalar on the tensors' device. */
    public static List<Tensor> scaled(List<? extends Tensor> t, Tensor factor) {
        return made("torch._foreach_mul(%s, {" + t.size() + "})", t, List.of(factor));
    }

    /** {@code t[i] * factors[i]}, the factors scalars on the tensors' device. */
    public static List<Tensor> scaled(List<? extends Tensor> t, List<? extends Tensor> factors) {
        return made("torch._foreach_mul(%s, [" + Code.places(t.size(), t.size()) + "])", t, factors);
    }

    /** The values brought into the range from {@code min} to {@code max}. */
    public static List<Tensor> clip(List<? extends Tensor> t, double min, double max) {
        return made(
                "torch._foreach_clamp_max(torch._foreach_clamp_min(%s, " + Code.number(min) + "), " + Code.number(max)
                        + ")",
                t,
                List.of());
    }

    /** {@code sqrt(t[i] + epsilon)}. */
    public static List<Tensor> sqrt(List<? extends Tensor> t, double epsilon) {
        return made("torch._foreach_sqrt(torch._foreach_add(%s, " + Code.number(epsilon) + "))", t, List.of());
    }

    /** {@code sqrt(t[i])}. */
    public static List<Tensor> sqrt(List<? extends Tensor> t) {
        return made("torch._foreach_sqrt(%s)", t, List.of());
    }

    /** {@code a[i] + factor * b[i]}. */
    public static List<Tensor> sum(List<? extends Tensor> a, List<? extends Tensor> b, double factor) {
        return pairs("torch._foreach_add(%s, %s, alpha=" + Code.number(factor) + ")", a, b);
    }

    /** {@code a[i] * b[i]}. */
    public static List<Tensor> product(List<? extends Tensor> a, List<? extends Tensor> b) {
        return pairs("torch._foreach_mul(%s, %s)", a, b);
    }

    /** {@code a[i] / b[i]}. */
    public static List<Tensor> quotient(List<? extends Tensor> a, List<? extends Tensor> b) {
        return pairs("torch._foreach_div(%s, %s)", a, b);
    }

    /** {@code t[i] * factor}. */
    public static List<Tensor> times(List<? extends Tensor> t, double factor) {
        return made("torch._foreach_mul(%s, " + Code.number(factor) + ")", t, List.of());
    }

    /** {@code t[i] * factor}, the factor a scalar on the CPU. */
    public static List<Tensor> times(List<? extends Tensor> t, Tensor factor) {
        return made("torch._foreach_mul(%s, float({" + t.size() + "}))", t, List.of(factor));
    }

    /** {@code t[i] + value}. */
    public static List<Tensor> plus(List<? extends Tensor> t, double value) {
        return made("torch._foreach_add(%s, " + Code.number(value) + ")", t, List.of());
    }

    /** {@code t[i] + value}, the value a scalar on the CPU. */
    public static List<Tensor> plus(List<? extends Tensor> t, Tensor value) {
        return made("torch._foreach_add(%s, float({" + t.size() + "}))", t, List.of(value));
    }

    /** {@code |t[i]|}. */
    public static List<Tensor> abs(List<? extends Tensor> t) {
        return made("torch._foreach_abs(%s)", t, List.of());
    }

    /** -1, 0 or 1. */
    public static List<Tensor> sign(List<? extends Tensor> t) {
        return made("torch._foreach_sign(%s)", t, List.of());
    }

    /** {@code t[i] ^ exponent}. */
    public static List<Tensor> power(List<? extends Tensor> t, double exponent) {
        return made("torch._foreach_pow(%s, " + Code.number(exponent) + ")", t, List.of());
    }

    /** The Euclidean norm of each tensor: {@code (n)} for n tensors. */
    public static Tensor norms(List<? extends Tensor> t) {
        return Primitive.constant(
                "norms",
                "torch.stack(torch._foreach_norm([" + Code.places(0, t.size()) + "], 2))",
                new Shape(t.size()),
                t.get(0).dataType(),
                t.toArray(new Tensor[0]));
    }

    /** {@code t[i] - s[i]²}. */
    public static List<Tensor> minusSquare(List<? extends Tensor> t, List<? extends Tensor> s) {
        String squared = "[" + Code.places(t.size(), t.size()) + "]";
        return made("torch._foreach_addcmul(%s, " + squared + ", " + squared + ", -1.)", t, s);
    }

    /** For each tensor {@code limit / max(norm, limit)} with its Euclidean norm, as scalars. */
    public static List<Tensor> clipFactors(List<? extends Tensor> t, double limit) {
        String norms = "torch._foreach_norm([" + Code.places(0, t.size()) + "], 2)";
        String text = "torch._foreach_mul(torch._foreach_reciprocal(torch._foreach_clamp_min(" + norms + ", "
                + Code.number(limit) + ")), " + Code.number(limit) + ")";
        return Primitive.several(
                "clip_factors",
                text,
                List.copyOf(t),
                t.stream().map(x -> new Result.Spec(new Shape(), x.dataType())).toList());
    }

    /** The Euclidean norm of all tensors together, a scalar. */
    public static Tensor globalNorm(List<? extends Tensor> t) {
        String norms = "torch._foreach_norm([" + Code.places(0, t.size()) + "], 2)";
        return Primitive.constant(
                "global_norm",
                "torch.linalg_vector_norm(torch.stack(" + norms + "))",
                new Shape(),
                t.get(0).dataType(),
                t.toArray(new Tensor[0]));
    }

    /** New tensors like {@code t}; {@code %s} stands for it in the code, the further inputs come after it. */
    private static List<Tensor> made(String code, List<? extends Tensor> t, List<? extends Tensor> further) {
        List<Tensor> inputs = new ArrayList<>(t);
        inputs.addAll(further);
        return Primitive.several(
                "foreach",
                String.format(code, "[" + Code.places(0, t.size()) + "]"),
                inputs,
                t.stream().map(Result.Spec::of).toList());
    }

    /** New tensors like {@code a}; {@code %s} stands for each of the lists in the code. */
    private static List<Tensor> pairs(String code, List<? extends Tensor> a, List<? extends Tensor> b) {
        List<Tensor> inputs = new ArrayList<>(a);
        inputs.addAll(b);
        int n = a.size();
        return Primitive.several(
                "foreach",
                String.format(code, "[" + Code.places(0, n) + "]", "[" + Code.places(n, n) + "]"),
                inputs,
                a.stream().map(Result.Spec::of).toList());
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
            before.append(attribute).append(" = ").append(places(variables)).append("\n");
            return attribute;
        }

        /** Tensors to read; variables that were assigned before stand for their new values. */
        String list(List<? extends Tensor> tensors) {
            return places(Recording.read(List.copyOf(tensors)));
        }

        private String places(List<? extends Tensor> tensors) {
            return tensors.stream().map(this::place).collect(Collectors.joining(", ", "[", "]"));
        }

        /** A scalar on the CPU times a factor, as a number of the host. */
        String number(Tensor scalar, double factor) {
            String number = "float(" + place(scalar) + ")";
            return factor == 1 ? number : Code.number(factor) + " * " + number;
        }

        private String place(Tensor tensor) {
            inputs.add(tensor);
            return "{" + (inputs.size() - 1) + "}";
        }

        void run(String code) {
            Primitive.effect("foreach", before + code, inputs);
        }
    }
}
