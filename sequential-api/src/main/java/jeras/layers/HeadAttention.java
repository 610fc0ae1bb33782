package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.regularizers.Regularizer;

/**
 * A layer of heads that attend: what {@link MultiHeadAttention} and {@link GroupQueryAttention} have in common. It projects its
 * inputs by an {@link EinsumDense} each, lets the heads attend, and projects what they give.
 *
 * @param <L> the layer's own type
 * @param <C> its configuration
 */
public abstract class HeadAttention<L extends HeadAttention<L, C>, C extends Record & HeadAttention.Options>
        extends KerasLayer<L, C> {
    private static final String ATTENTION_MASK = "attention_mask";
    private static final String SCORES = "return_attention_scores";
    private static final String CAUSAL = "use_causal_mask";

    private final Noise noise;
    private EinsumDense query;
    private EinsumDense key;
    private EinsumDense value;
    private EinsumDense gate;
    private EinsumDense output;
    private AttentionEquations equations;

    /** What each of these layers may be told. */
    interface Options {
        double dropout();

        boolean useBias();

        Integer slidingWindow();

        Initializer kernelInitializer();

        Initializer biasInitializer();

        Regularizer kernelRegularizer();

        Regularizer biasRegularizer();

        Constraint kernelConstraint();

        Constraint biasConstraint();

        boolean useGate();

        Long seed();
    }

    /**
     * The sizes of the projections.
     *
     * @param heads those of queries and of the output
     * @param shared those of keys and values, each of which serves as many of the others
     * @param key the length of a query and of a key
     * @param value the length of a value
     * @param output the last axes of the output
     */
    record Sizes(int heads, int shared, int key, int value, List<Integer> output) {}

    HeadAttention(C config, Function<C, L> maker) {
        super(config, maker);
        noise = config.seed() == null ? Noise.shared() : Noise.of(config.seed());
    }

    abstract Sizes sizes(Shape query);

    /** The factor of the scores. */
    abstract double scale();

    /** The axes along which to attend, for inputs with so many axes. */
    abstract int[] attentionAxes(int rank);

    /** The mask of the query; null for none. */
    abstract Tensor queryMask(Call call);

    /** What Keras's attributes for the projections begin with. */
    abstract String partPrefix();

    @Override
    public final List<String> parameterNames() {
        return List.of("query", "value", "key");
    }

    @Override
    public final List<String> acceptedArguments() {
        return List.of("query_mask", "value_mask", "key_mask", ATTENTION_MASK, SCORES, CallOptions.TRAINING, CAUSAL);
    }

    @Override
    public final List<Object> callArguments(List<Tensor> inputs) {
        return List.copyOf(inputs);
    }

    /** As in Keras, the penalty is one on what the projections give. */
    @Override
    final void penalizeActivity(Regularizer penalty) {}

    @Override
    protected final List<Layer> sublayers() {
        List<Layer> layers = new ArrayList<>();
        for (EinsumDense layer : new EinsumDense[] {query, key, gate, value, output}) {
            if (layer != null) {
                layers.add(layer);
            }
        }
        return layers;
    }

    @Override
    public final Map<String, Layer> savedParts() {
        Map<String, Layer> parts = new LinkedHashMap<>();
        if (query != null) {
            parts.put(partPrefix() + "query_dense", query);
            parts.put(partPrefix() + "key_dense", key);
            parts.put(partPrefix() + "value_dense", value);
            parts.put(partPrefix() + "output_dense", output);
        }
        if (gate != null) {
            parts.put("_gate_dense", gate);
        }
        return parts;
    }

    @Override
    protected void build(List<Shape> inputs) {
        Shape queries = inputs.get(0);
        Shape values = inputs.get(1);
        Shape keys = inputs.size() > 2 ? inputs.get(2) : values;
        Sizes sizes = sizes(queries);
        query = projection("query", queries, 1, List.of(sizes.heads, sizes.key));
        key = projection("key", keys, 1, List.of(sizes.shared, sizes.key));
        if (config.useGate()) {
            gate = projection("gate", queries, 1, List.of(sizes.heads, sizes.value))
                    .activation("sigmoid");
        }
        value = projection("value", values, 1, List.of(sizes.shared, sizes.value));
        Shape heads = queries.slice(0, queries.dimension() - 1).add(sizes.heads, sizes.value);
        output = projection("attention_output", heads, 2, sizes.output);
        equations = AttentionEquations.of(queries.dimension() + 1, attentionAxes(queries.dimension()));
        query.ensureBuilt(List.of(queries));
        key.ensureBuilt(List.of(keys));
        if (gate != null) {
            gate.ensureBuilt(List.of(queries));
        }
        value.ensureBuilt(List.of(values));
        output.ensureBuilt(List.of(heads));
        if (!isTrainable()) {
            sublayers().forEach(layer -> layer.setTrainable(false));
        }
    }

    /** From the last axes of an input to others. */
    private EinsumDense projection(String name, Shape input, int summed, List<Integer> made) {
        int free = input.dimension() - summed;
        String before = letters(0, free);
        String bound = letters(free, summed);
        String after = letters(free + summed, made.size());
        List<Integer> shape = new ArrayList<>(Collections.nCopies(free - 1, -1));
        shape.addAll(made);
        EinsumDense layer = EinsumDense.of(
                        before + bound + "," + bound + after + "->" + before + after, Tuple.ints(shape))
                .kernelInitializer(config.kernelInitializer())
                .biasInitializer(config.biasInitializer())
                .kernelRegularizer(config.kernelRegularizer())
                .biasRegularizer(config.biasRegularizer())
                .kernelConstraint(config.kernelConstraint())
                .biasConstraint(config.biasConstraint())
                .name(name);
        layer = config.useBias() ? layer.biasAxes(after) : layer;
        return activityRegularizer() == null ? layer : layer.activityRegularizer(activityRegularizer());
    }

    private static String letters(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> String.valueOf((char) ('a' + i)))
                .reduce("", String::concat);
    }

    @Override
    protected final List<Tensor> call(List<Tensor> inputs, Call call) {
        Tensor queries = inputs.get(0);
        Tensor values = inputs.get(1);
        Tensor keys = inputs.size() > 2 ? inputs.get(2) : values;
        Tensor q = query.apply(queries); // (batch, queries, heads, key size)
        Tensor k = each(key.apply(keys), q.size(-2)); // (batch, keys, heads, key size)
        Tensor v = each(value.apply(values), q.size(-2)); // (batch, keys, heads, value size)
        boolean scored = call.flag(SCORES);
        Tensor mask = explicitMask(inputs, call);
        List<Tensor> attended;
        boolean drops = call.training() && config.dropout() > 0;
        if (!drops && !scored && q.rank() == 4) {
            boolean causal = mask == null && call.flag(CAUSAL);
            Tensor whole = causal ? null : expanded(withCausal(mask, queries, values, call), 4);
            attended = List.of(Ops.dotProductAttention(q, k, v, whole, scale(), causal));
        } else {
            attended = attend(q, k, v, withCausal(mask, queries, values, call), drops);
        }
        Tensor y = attended.get(0);
        y = output.apply(gate == null ? y : y.multiply(gate.apply(queries)));
        return scored ? List.of(y, attended.get(1)) : List.of(y);
    }

    /** A shared head once for each of those that it serves. */
    private static Tensor each(Tensor x, long heads) {
        long times = heads / x.size(-2);
        if (times == 1) {
            return x;
        }
        Shape shape = new Shape(x.size(0), x.size(1), x.size(2), times, x.size(3));
        Tensor repeated = Ops.broadcastTo(Ops.expandDims(x, 3), shape);
        return Ops.reshape(repeated, x.size(0), x.size(1), heads, x.size(3));
    }

    /** By the formula, step by step: where the scores are asked for or some are dropped. */
    private List<Tensor> attend(Tensor q, Tensor k, Tensor v, Tensor mask, boolean drops) {
        Tensor scores = Ops.einsum(equations.scores(), k, q.multiply(scale())); // (batch, heads, queries, keys)
        Tensor weights = softmax(scores, expanded(mask, scores.rank()));
        Tensor kept = drops ? noise.dropout(weights, config.dropout(), weights.shape()) : weights;
        return List.of(Ops.einsum(equations.combined(), kept, v), weights);
    }

    private Tensor softmax(Tensor scores, Tensor mask) {
        int[] axes =
                IntStream.range(scores.rank() - equations.axes(), scores.rank()).toArray();
        return mask == null ? Softmax.over(scores, axes) : Softmax.masked(scores, mask, axes);
    }

    /** What the masks of the inputs and of the call let through; null when there are none. */
    private Tensor explicitMask(List<Tensor> inputs, Call call) {
        Tensor mask = null;
        Tensor queries = queryMask(call);
        if (queries != null) {
            mask = Ops.expandDims(bool(queries), -1); // (batch, queries, 1)
        }
        Tensor values = told(call, "value_mask", call.mask(1));
        if (values != null) {
            mask = both(mask, Ops.expandDims(bool(values), -2)); // (batch, 1, keys)
        }
        Tensor keys = told(call, "key_mask", inputs.size() > 2 ? call.mask(2) : null);
        if (keys != null) {
            mask = both(mask, Ops.expandDims(bool(keys), -2));
        }
        if (config.slidingWindow() != null) {
            Tensor steps = Ops.abs(Ops.stepsBetween(inputs.get(0), 1, inputs.get(1), 1));
            mask = both(mask, Ops.expandDims(Ops.less(steps, config.slidingWindow()), 0)); // (1, queries, keys)
        }
        Tensor told = call.tensor(ATTENTION_MASK);
        return told == null ? mask : both(mask, bool(told));
    }

    private static Tensor withCausal(Tensor mask, Tensor queries, Tensor values, Call call) {
        return call.flag(CAUSAL)
                ? both(mask, Ops.expandDims(Ops.greaterEqual(Ops.stepsBetween(queries, 1, values, 1), 0), 0))
                : mask;
    }

    private static Tensor told(Call call, String name, Tensor otherwise) {
        Tensor told = call.tensor(name);
        return told == null ? otherwise : told;
    }

    private static Tensor bool(Tensor mask) {
        return Ops.cast(mask, DataType.BOOLEAN);
    }

    private static Tensor both(Tensor mask, Tensor other) {
        return mask == null ? other : Ops.logicalAnd(mask, other);
    }

    /** With axes of length 1 for the heads, before those along which queries attend to keys. */
    private Tensor expanded(Tensor mask, int rank) {
        Tensor all = mask;
        while (all != null && all.rank() < rank) {
            all = Ops.expandDims(all, -2 * equations.axes() - 1);
        }
        return all;
    }

    @Override
    protected final Tensor computeMask(List<Tensor> inputs, int number) {
        return number == 0 ? inputs.get(0).mask() : null;
    }

    @Override
    protected final boolean supportsMasking() {
        return true;
    }
}
