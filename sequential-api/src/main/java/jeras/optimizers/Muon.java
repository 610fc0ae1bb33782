package jeras.optimizers;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jeras.ops.Foreach;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.schedules.LearningRateSchedule;

/**
 * Moves matrices by their momentum made nearly orthogonal, by a few Newton-Schulz iterations
 * {@code x = a x + (b x xᵀ + c (x xᵀ)²) x}, and all other variables, embeddings too, as {@link AdamW}.
 *
 * <pre>{@code Muon.of(0.01).excludeLayers("head")}</pre>
 *
 * @see <a href="https://kellerjordan.github.io/posts/muon/">Jordan: Muon</a>
 * @see <a href="https://arxiv.org/abs/2502.16982">Liu et al.: Muon is Scalable for LLM Training</a>
 * @see <a href="https://keras.io/api/optimizers/muon/">keras.optimizers.Muon</a>
 */
public final class Muon extends KerasOptimizer<Muon, Muon.Config> {
    private static final Config DEFAULT =
            new Config(0.9, 0.999, 0.004, 1e-7, List.of(), true, 3.4445, -4.7750, 2.0315, 1, 0.95, 5, true, 0.2);

    /** Keras's arguments; no rmsRate is null. */
    record Config(
            double adamBeta1,
            double adamBeta2,
            Double adamWeightDecay,
            double epsilon,
            List<String> excludeLayers,
            boolean excludeEmbeddings,
            double muonA,
            double muonB,
            double muonC,
            double adamLrRatio,
            double momentum,
            int nsSteps,
            boolean nesterov,
            Double rmsRate) {
        Config {
            excludeLayers = List.copyOf(excludeLayers);
        }
    }

    private Muon(Rate rate, Config config) {
        super(rate, config, Muon::new);
    }

    /** With the learning rate 0.001. */
    public static Muon of() {
        return of(0.001);
    }

    public static Muon of(double learningRate) {
        return new Muon(Rate.of(learningRate), DEFAULT).weightDecay(0.004);
    }

    public static Muon of(LearningRateSchedule schedule) {
        return new Muon(Rate.of(schedule), DEFAULT).weightDecay(0.004);
    }

    /** How slowly Adam's mean of the gradients follows; default: 0.9. */
    public Muon adamBeta1(double beta1) {
        return with("adamBeta1", beta1);
    }

    /** How slowly Adam's mean of the squared gradients follows; default: 0.999. */
    public Muon adamBeta2(double beta2) {
        return with("adamBeta2", beta2);
    }

    /** The weight decay of the variables that move by Adam; default: 0.004. */
    public Muon adamWeightDecay(double decay) {
        return with("adamWeightDecay", decay);
    }

    /** Without weight decay of the variables that move by Adam. */
    public Muon withoutAdamWeightDecay() {
        return with("adamWeightDecay", null);
    }

    /** Added to Adam's root; default: 1e-7. */
    public Muon epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    /** Patterns; a variable whose path has one of them somewhere moves by Adam. Default: none. */
    public Muon excludeLayers(String... patterns) {
        return with("excludeLayers", List.of(patterns));
    }

    /** Whether variables with "embedding" in their path move by Adam; default: true. */
    public Muon excludeEmbeddings(boolean exclude) {
        return with("excludeEmbeddings", exclude);
    }

    /** The iteration's factor a; default: 3.4445. */
    public Muon muonA(double a) {
        return with("muonA", a);
    }

    /** The iteration's factor b; default: -4.775. */
    public Muon muonB(double b) {
        return with("muonB", b);
    }

    /** The iteration's factor c; default: 2.0315. */
    public Muon muonC(double c) {
        return with("muonC", c);
    }

    /** Adam's learning rate as a share of Muon's; default: 1. */
    public Muon adamLrRatio(double ratio) {
        return with("adamLrRatio", ratio);
    }

    /** The share of the momentum that goes on; default: 0.95. */
    public Muon momentum(double momentum) {
        return with("momentum", momentum);
    }

    /** The number of iterations; default: 5. */
    public Muon nsSteps(int steps) {
        return with("nsSteps", steps);
    }

    /** Whether the move looks ahead along the momentum; default: true. */
    public Muon nesterov(boolean nesterov) {
        return with("nesterov", nesterov);
    }

    /** Scales moves by this times the root of the matrix's longer side; default: 0.2. */
    public Muon rmsRate(double rate) {
        return with("rmsRate", rate);
    }

    /** Leaves the moves' size to the learning rate alone. */
    public Muon withoutRmsRate() {
        return with("rmsRate", null);
    }

    private boolean isByAdam(Variable v) {
        return v.rank() != 2
                || (config.excludeEmbeddings
                        && v.path().toLowerCase(Locale.ROOT).contains("embedding"))
                || config.excludeLayers.stream()
                        .anyMatch(p -> Pattern.compile(p).matcher(v.path()).find());
    }

    @Override
    protected void createSlots(List<Variable> variables) {
        for (Variable v : variables) {
            slots("momentum", List.of(v));
            if (isByAdam(v)) {
                slots("velocity", List.of(v));
            }
        }
    }

    @Override
    void decay(List<Variable> variables, Tensor learningRate) {
        if (config.adamWeightDecay != null) {
            decay(variables.stream().filter(this::isByAdam).toList(), learningRate, config.adamWeightDecay);
        }
        if (options().weightDecay() != null) {
            decay(
                    variables.stream().filter(v -> !isByAdam(v)).toList(),
                    learningRate,
                    options().weightDecay());
        }
    }

    @Override
    protected boolean followsRows() {
        return true;
    }

    @Override
    protected void update(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Variable> adam = variables.stream().filter(this::isByAdam).toList();
        List<Variable> matrices = variables.stream().filter(v -> !isByAdam(v)).toList();
        if (!adam.isEmpty()) {
            byAdam(adam, gradients.of(adam), learningRate.multiply(config.adamLrRatio), step);
        }
        if (!matrices.isEmpty()) {
            orthogonally(matrices, gradients.of(matrices), learningRate);
        }
    }

    private void byAdam(List<Variable> variables, Gradients gradients, Tensor learningRate, Tensor step) {
        List<Variable> velocities = slots("velocity", variables);
        if (config.adamBeta2 > 0) {
            gradients.addRepetitions(velocities, (1 - config.adamBeta2) / config.adamBeta2);
        }
        Foreach.fusedAdam(
                variables,
                gradients,
                slots("momentum", variables),
                velocities,
                List.of(),
                learningRate,
                step,
                config.adamBeta1,
                config.adamBeta2,
                config.epsilon);
    }

    private void orthogonally(List<Variable> matrices, Gradients gradients, Tensor learningRate) {
        List<Variable> m = slots("momentum", matrices);
        Foreach.multiply(m, config.momentum);
        Foreach.add(m, gradients, 1);
        List<? extends Tensor> along = config.nesterov ? Foreach.sum(gradients, m, config.momentum) : m;
        List<Tensor> moves = along.stream().map(this::nearlyOrthogonal).toList();
        Foreach.add(matrices, moves, learningRate, -1);
    }

    private Tensor nearlyOrthogonal(Tensor matrix) {
        boolean tall = matrix.size(0) > matrix.size(1);
        Tensor x = tall ? Ops.transpose(matrix) : matrix;
        x = x.divide(Ops.sqrt(Ops.sum(Ops.square(x))).add(1e-7));
        for (int i = 0; i < config.nsSteps; i++) {
            Tensor a = x.matmul(Ops.transpose(x));
            Tensor b = a.multiply(config.muonB).add(a.multiply(config.muonC).matmul(a));
            x = x.multiply(config.muonA).add(b.matmul(x));
        }
        x = tall ? Ops.transpose(x) : x;
        return config.rmsRate == null
                ? x
                : x.multiply(Math.sqrt((double) Math.max(matrix.size(0), matrix.size(1))) * config.rmsRate);
    }
}
