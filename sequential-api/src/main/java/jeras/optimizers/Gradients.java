package jeras.optimizers;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jeras.ops.Foreach;
import jeras.ops.Lookup;
import jeras.ops.Ops;
import jeras.ops.Rows;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.utils.Warnings;

/**
 * The gradients of some variables: a list with one tensor, of the variable's shape, for each.
 *
 * <p>For a table that rows are looked up in, as an embedding's, the gradients of the single rows are known besides, one for
 * each place that a row was taken for; the table's gradient is their sum. Keras on TensorFlow works on the rows, which for what is
 * not linear makes a difference: an optimizer that wants {@link #squares} or {@link #magnitudes} gets the sum over the places.
 */
public final class Gradients extends AbstractList<Tensor> {
    private final List<Variable> variables;
    private final List<Tensor> tensors;
    private final Map<Variable, Rows> rows;

    private Gradients(List<Variable> variables, List<? extends Tensor> tensors, Map<Variable, Rows> rows) {
        this.variables = List.copyOf(variables);
        this.tensors = List.copyOf(tensors);
        this.rows = rows;
    }

    /**
     * Records the gradients of a scalar loss; inside a model's {@code trainStep}. Variables that it does not depend on are left out,
     * with a warning.
     *
     * <pre>{@code Gradients gradients = Gradients.of(loss, discriminator.trainableWeights())}</pre>
     *
     * @param loss a scalar
     */
    public static Gradients of(Tensor loss, List<Variable> variables) {
        List<Variable> reached = reached(loss, variables);
        return of(reached, reached.isEmpty() ? List.of() : Ops.gradients(loss, reached));
    }

    /** The variables that a loss depends on; a warning names the others. */
    static List<Variable> reached(Tensor loss, List<Variable> variables) {
        List<Variable> reached = Ops.differentiable(loss, variables);
        List<String> missing = variables.stream()
                .filter(v -> !reached.contains(v))
                .map(Variable::path)
                .toList();
        if (!missing.isEmpty()) {
            Warnings.warn("Gradients do not exist for the variables " + missing
                    + " when minimizing the loss, so they will not change.");
        }
        return reached;
    }

    /** Gradients of which no rows are known. */
    public static Gradients of(List<Variable> variables, List<? extends Tensor> gradients) {
        return new Gradients(variables, gradients, Map.of());
    }

    /**
     * Gradients, with those of single rows where rows were taken from a table.
     *
     * @param lookups rows that were taken from some of the variables, which are used for nothing else
     * @param rowGradients the gradients of these rows
     */
    public static Gradients of(
            List<Variable> variables,
            List<? extends Tensor> gradients,
            List<Lookup> lookups,
            List<? extends Tensor> rowGradients) {
        Map<Variable, List<Rows>> all = new LinkedHashMap<>();
        for (int i = 0; i < lookups.size(); i++) {
            all.computeIfAbsent(lookups.get(i).table(), t -> new ArrayList<>())
                    .add(lookups.get(i).rows(rowGradients.get(i)));
        }
        Map<Variable, Rows> rows = new LinkedHashMap<>();
        all.forEach((table, parts) -> rows.put(table, Rows.concatenate(parts)));
        return new Gradients(variables, gradients, rows);
    }

    /** What these are the gradients of. */
    public List<Variable> variables() {
        return variables;
    }

    @Override
    public Tensor get(int index) {
        return tensors.get(index);
    }

    @Override
    public int size() {
        return tensors.size();
    }

    /** The gradients of some of the variables alone. */
    public Gradients of(List<Variable> some) {
        return new Gradients(
                some, some.stream().map(v -> tensors.get(variables.indexOf(v))).toList(), rows);
    }

    /** The squares, for rows summed over their places. */
    public List<Tensor> squares() {
        return summed(t -> Foreach.product(t, t), Ops::square);
    }

    /** The absolute values, for rows summed over their places. */
    public List<Tensor> magnitudes() {
        return summed(Foreach::abs, Ops::abs);
    }

    /**
     * Adds, in place, what the squares differ by from those of the sums over places: ahead of a kernel that squares the sums.
     * Costs no more than the rows.
     */
    void addRepetitions(List<Variable> squares, double factor) {
        for (int i = 0; i < variables.size(); i++) {
            Rows r = rows.get(variables.get(i));
            if (r != null) {
                Tensor sums = Ops.take(tensors.get(i), r.places(), 0);
                // The sum over places of g · (g - sum of g) is that of the squares less the square of the sum.
                r.with(r.values().multiply(r.values().subtract(sums))).addTo(squares.get(i), factor);
            }
        }
    }

    private List<Tensor> summed(UnaryOperator<List<Tensor>> ofTensors, UnaryOperator<Tensor> ofRows) {
        if (rows.isEmpty()) {
            return ofTensors.apply(tensors);
        }
        List<Variable> plain =
                variables.stream().filter(v -> !rows.containsKey(v)).toList();
        List<Tensor> ofPlain = plain.isEmpty() ? List.of() : ofTensors.apply(of(plain).tensors);
        return variables.stream()
                .map(v -> rows.containsKey(v)
                        ? rows.get(v).with(ofRows.apply(rows.get(v).values())).sums(v)
                        : ofPlain.get(plain.indexOf(v)))
                .toList();
    }

    /** Each times the factor. */
    Gradients scaled(double factor) {
        return new Gradients(variables, Foreach.times(tensors, factor), eachRows((v, r) -> r.multiply(factor)));
    }

    /** Each times the factor, a scalar. */
    Gradients scaled(Tensor factor) {
        return new Gradients(variables, Foreach.scaled(tensors, factor), eachRows((v, r) -> r.multiply(factor)));
    }

    /** Each scaled down to at most this norm, which for rows is that of all of them. */
    Gradients clippedToNorm(double limit) {
        List<Tensor> factors = Foreach.clipFactors(measured(), limit);
        return new Gradients(
                variables,
                Foreach.scaled(tensors, factors),
                eachRows((v, r) -> r.multiply(factors.get(variables.indexOf(v)))));
    }

    /** All scaled down together to at most this norm; as in Keras, their rows are not told apart after it. */
    Gradients clippedToGlobalNorm(double limit) {
        Tensor norm = Foreach.globalNorm(measured());
        Tensor factor = Ops.minimum(Ops.reciprocal(norm), 1 / limit).multiply(limit);
        // Adds 0; but when the norm is infinite all becomes NaN, as in Keras, instead of a quiet 0.
        return of(variables, Foreach.scaled(tensors, factor.add(norm.subtract(norm))));
    }

    /** Each element cut to at most this absolute value; a row's for each place. */
    Gradients clippedToValue(double limit) {
        Map<Variable, Rows> clipped = eachRows((v, r) -> Ops.clip(r, -limit, limit));
        List<Tensor> all = new ArrayList<>(Foreach.clip(tensors, -limit, limit));
        for (int i = 0; i < all.size(); i++) {
            Rows r = clipped.get(variables.get(i));
            if (r != null) {
                all.set(i, r.sums(variables.get(i)));
            }
        }
        return new Gradients(variables, all, clipped);
    }

    /** What norms are taken of. */
    private List<Tensor> measured() {
        List<Tensor> measured = new ArrayList<>(tensors);
        for (int i = 0; i < measured.size(); i++) {
            Rows r = rows.get(variables.get(i));
            if (r != null) {
                measured.set(i, r.values());
            }
        }
        return measured;
    }

    @FunctionalInterface
    private interface RowChange {
        Tensor apply(Variable table, Tensor values);
    }

    private Map<Variable, Rows> eachRows(RowChange change) {
        Map<Variable, Rows> changed = new LinkedHashMap<>();
        rows.forEach((v, r) -> changed.put(v, r.with(change.apply(v, r.values()))));
        return changed;
    }
}
