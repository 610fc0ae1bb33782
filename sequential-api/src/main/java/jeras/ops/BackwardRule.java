package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How gradients go back through one operation.
 *
 * @param inputs how many of the operation's first inputs take gradients
 * @param rule records the gradient
 */
record BackwardRule(int inputs, Rule rule) {
    private static final Pattern WITH_NUMBER =
            Pattern.compile("torch\\.(add|sub|rsub|mul|div|elu|leaky_relu)\\(\\{0\\}, (-?[0-9.e-]+)\\)");

    /** Rules by the operation's code: of one input, and of several. */
    private static final Map<String, BackwardRule> BY_CODE = Map.ofEntries(
            Map.entry("{0}", unary("{g}")),
            Map.entry("torch.relu({0})", unary("torch.threshold_backward({g}, {y}, 0)")),
            Map.entry("torch.sigmoid({0})", unary("torch.sigmoid_backward({g}, {y})")),
            Map.entry("torch.tanh({0})", unary("torch.tanh_backward({g}, {y})")),
            Map.entry("torch.silu({0})", unary("torch.silu_backward({g}, {0})")),
            Map.entry("torch.softplus({0})", unary("torch.softplus_backward({g}, {0}, 1, 20)")),
            Map.entry(
                    "torch.selu({0})",
                    unary("torch.elu_backward({g}, 1.6732632423543772, 1.0507009873554805, 1, False, {0})")),
            Map.entry(
                    "torch.gelu({0}, approximate=\"none\")",
                    unary("torch.gelu_backward({g}, {0}, approximate=\"none\")")),
            Map.entry(
                    "torch.gelu({0}, approximate=\"tanh\")",
                    unary("torch.gelu_backward({g}, {0}, approximate=\"tanh\")")),
            Map.entry("torch.mul({0}, {0})", unary("torch.mul(torch.mul({g}, {0}), 2.)")),
            Map.entry("torch.add({0}, {1})", several("{g}", "{g}")),
            Map.entry("torch.sub({0}, {1})", several("{g}", "torch.neg({g})")),
            Map.entry("torch.mul({0}, {1})", several("torch.mul({g}, {1})", "torch.mul({g}, {0})")),
            Map.entry("torch.matmul({0}, {1})", several("torch.mm({g}, torch.t({1}))", "torch.mm(torch.t({0}), {g})")),
            Map.entry(
                    "torch.addmm({2}, {0}, {1})",
                    several("torch.mm({g}, torch.t({1}))", "torch.mm(torch.t({0}), {g})", "torch.sum({g}, [0])")));

    /** Rules of losses, the means of {@code yPred}'s deviations, by the operation's code. */
    private static final Map<String, BackwardRule> LOSSES = Map.of(
            "torch.mse_loss({0}, {1}, 1)",
            loss("torch.mul(torch.sub({0}, {1}), 2. / torch.numel({0}))"),
            "torch.l1_loss({0}, {1}, 1)",
            loss("torch.div(torch.sign(torch.sub({0}, {1})), torch.numel({0}))"),
            "torch.binary_cross_entropy_with_logits({0}, {1}, None, None, 1)",
            loss("torch.div(torch.sub({p}, {1}), torch.numel({0}))"),
            "torch.cross_entropy_loss({0}, {1}, None, 1, -100, 0.)",
            loss("torch.div(torch.sub(torch.mul({p}, torch.sum({1}, [1], True)), {1}), torch.size({0}, 0))"),
            "torch.cross_entropy_loss({0}, torch.to({1}, 4), None, 1, -100, 0.)",
            loss("torch.div(torch.scatter_add({p}, 1, torch.unsqueeze(torch.to({1}, 4), 1),"
                    + " torch.full_like(torch.slice({p}, 1, 0, 1), -1.)), torch.size({0}, 0))"));

    /** Records the gradient for one input. */
    @FunctionalInterface
    interface Rule {
        /**
         * The gradient of one input.
         *
         * @param input which of the operation's inputs
         * @param gradient that of the operation's output; nothing for the 1 of the scalar whose gradients are taken
         */
        Tensor gradient(Primitive op, int input, Optional<Tensor> gradient);
    }

    Tensor gradient(Primitive op, int input, Optional<Tensor> gradient) {
        return rule.gradient(op, input, gradient);
    }

    /** The rule of an operation, if it has one. */
    static Optional<BackwardRule> of(Primitive op) {
        String code = op.code();
        Tensor output = op.outputs().get(0);
        if (op.name().equals("cast")) {
            return Optional.of(
                    unary("torch.to({g}, " + Code.type(op.inputs().get(0).dataType()) + ")"));
        }
        boolean alike = op.inputs().stream()
                .filter(t -> t.dataType().isFloating())
                .allMatch(t -> t.dataType() == output.dataType());
        if (!alike) {
            return Optional.empty();
        }
        if (LOSSES.containsKey(code)) {
            return Optional.of(LOSSES.get(code)).filter(r -> isPlainLoss(op));
        }
        if (BY_CODE.containsKey(code)) {
            return Optional.of(BY_CODE.get(code)).filter(r -> fits(op));
        }
        if (op.name().equals("reshape") && code.startsWith("torch.reshape({0}, ")) {
            return Optional.of(unary("torch.reshape_as({g}, {0})"));
        }
        if (op.name().equals("sum") && output.rank() == 0) {
            return Optional.of(unary("torch.expand_as({g}, {0})"));
        }
        Matcher number = WITH_NUMBER.matcher(code);
        return number.matches() ? Optional.of(withNumber(number.group(1), number.group(2))) : Optional.empty();
    }

    private static BackwardRule withNumber(String function, String number) {
        return unary(
                switch (function) {
                    case "add", "sub" -> "{g}";
                    case "rsub" -> "torch.neg({g})";
                    case "elu" -> "torch.elu_backward({g}, " + number + ", 1, 1, False, {0})";
                    case "leaky_relu" -> "torch.leaky_relu_backward({g}, {0}, " + number + ", False)";
                    default -> "torch." + function + "({g}, " + number + ")";
                });
    }

    /** Whether products are those of matrices. */
    private static boolean fits(Primitive op) {
        List<Tensor> inputs = op.inputs();
        if (op.code().startsWith("torch.matmul")) {
            return inputs.stream().allMatch(t -> t.rank() == 2);
        }
        return !op.code().startsWith("torch.addmm") || inputs.get(2).rank() == 1;
    }

    /** Whether an input may have been repeated along an axis to meet another one. */
    private static boolean isRepeated(Primitive op, int input) {
        boolean elementwise = op.inputs().size() == 2 && !op.code().startsWith("torch.matmul");
        Shape own = op.inputs().get(input).shape();
        boolean masked = op.inputs().stream().anyMatch(t -> t.op() instanceof DropoutMask);
        return elementwise && (!own.equals(op.outputs().get(0).shape()) || (!Shapes.known(own) && !masked));
    }

    /** Whether predictions and targets have the same shape, or labels that of the predictions without their last axis. */
    private static boolean isPlainLoss(Primitive op) {
        Tensor yPred = op.inputs().get(0);
        Tensor yTrue = op.inputs().get(1);
        if (!op.code().startsWith("torch.cross_entropy_loss")) {
            return yPred.shape().equals(yTrue.shape());
        }
        return yPred.rank() == 2 && (yTrue.rank() == 1 || yPred.shape().equals(yTrue.shape()));
    }

    /** A rule for one input; {@code {y}} stands for the operation's output, {@code {g}} for its gradient. */
    private static BackwardRule unary(String code) {
        return several(code);
    }

    /** A rule for as many inputs as there are codes. */
    private static BackwardRule several(String... codes) {
        return new BackwardRule(codes.length, (op, input, gradient) -> {
            Tensor output = op.outputs().get(0);
            Tensor g = gradient.orElseGet(() -> Ops.ones(output.shape(), output.dataType()));
            String part = isRepeated(op, input)
                    ? "torch.sum_to_size(" + codes[input] + ", torch.size({" + input + "}))"
                    : codes[input];
            return part.equals("{g}") ? g : record(op, part, input, g);
        });
    }

    private static Tensor record(Primitive op, String code, int input, Tensor gradient) {
        int count = op.inputs().size();
        String text = code.replace("{g}", "{" + count + "}").replace("{y}", "{" + (count + 1) + "}");
        Tensor[] all = Stream.concat(
                        op.inputs().stream(), Stream.of(gradient, op.outputs().get(0)))
                .toArray(Tensor[]::new);
        Tensor to = op.inputs().get(input);
        return Primitive.of("grad", text, to.shape(), to.dataType(), all);
    }

    /** A rule for predictions; {@code {p}} stands for the probabilities of logits. */
    private static BackwardRule loss(String code) {
        return new BackwardRule(1, (op, input, gradient) -> {
            Tensor yPred = op.inputs().get(0);
            Tensor yTrue = op.inputs().get(1);
            Tensor[] all =
                    code.contains("{p}") ? new Tensor[] {yPred, yTrue, probabilities(op)} : new Tensor[] {yPred, yTrue};
            Tensor own = Primitive.of("grad", code.replace("{p}", "{2}"), yPred.shape(), yPred.dataType(), all);
            return gradient.map(g -> Primitive.of("grad", "torch.mul({0}, {1})", own.shape(), own.dataType(), own, g))
                    .orElse(own);
        });
    }

    /** What the loss compares with the targets; as a rule the model has computed it for its metrics. */
    private static Tensor probabilities(Primitive loss) {
        Tensor logits = loss.inputs().get(0);
        String code = loss.code().startsWith("torch.binary") ? "torch.sigmoid({0})" : "torch.softmax({0}, 1)";
        return Recording.soFar().stream()
                .filter(op -> op instanceof Primitive p
                        && p.code().equals(code)
                        && p.inputs().get(0) == logits)
                .map(op -> op.outputs().get(0))
                .findFirst()
                .orElseGet(() -> Primitive.of("probabilities", code, logits.shape(), logits.dataType(), logits));
    }
}
