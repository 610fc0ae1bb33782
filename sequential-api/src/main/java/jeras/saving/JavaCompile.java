package jeras.saving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jeras.losses.Loss;
import jeras.losses.Losses;
import jeras.optimizers.Optimizer;
import jeras.optimizers.Optimizers;
import jeras.training.CompileOptions;
import jeras.utils.Naming;

/** Writes the Java that compiles a model: by ids where they say all, otherwise with objects. */
final class JavaCompile {
    private final JavaValues values;

    JavaCompile(JavaValues values) {
        this.values = values;
    }

    /**
     * The lines of a statement that tells {@code model} the same; empty when a part is not Keras's.
     *
     * @param outputs the names of the model's outputs, in whose order losses are told
     */
    Optional<List<String>> lines(CompileOptions.Told told, List<String> outputs) {
        List<String> options = new ArrayList<>();
        Optional<String> optimizer = id(told.optimizer(), Optimizers.ids(), Optimizer::of)
                .or(() -> values.expression(told.optimizer()).map(JavaValues.Expression::text));
        if (optimizer.isEmpty()) {
            return Optional.empty();
        }
        options.add("optimizer(" + optimizer.get() + ")");
        List<Option> all = new ArrayList<>();
        if (told.loss() != null) {
            all.add(new Option("loss", null, loss(told.loss())));
        }
        for (String output : outputs) {
            if (told.losses().containsKey(output)) {
                all.add(new Option("loss", output, loss(told.losses().get(output))));
            }
            if (told.lossWeights().containsKey(output)) {
                String weight = JavaValues.number(told.lossWeights().get(output));
                all.add(new Option("lossWeight", output, Optional.of(weight)));
            }
        }
        for (CompileOptions.Measure measure : told.metrics()) {
            String option = measure.weighted() ? "weightedMetrics" : "metrics";
            all.add(new Option(
                    measure.output() == null ? option : option + "For", measure.output(), measured(measure)));
        }
        for (Option one : all) {
            if (one.value.isEmpty()) {
                return Optional.empty();
            }
            String output = one.output == null ? "" : JavaValues.quoted(one.output) + ", ";
            options.add(one.name + "(" + output + one.value.get() + ")");
        }
        return Optional.of(byIds(told, all).map(List::of).orElseGet(() -> chain(options)));
    }

    /** One option with its value; the value is empty when Java cannot name it. */
    private record Option(String name, String output, Optional<String> value) {}

    /** {@code model.compile("adam", "mse", "mae");} where that says it all. */
    private static Optional<String> byIds(CompileOptions.Told told, List<Option> all) {
        Optional<String> optimizer = id(told.optimizer(), Optimizers.ids(), Optimizer::of);
        boolean plain = optimizer.isPresent()
                && told.loss() != null
                && all.stream()
                        .allMatch(o -> o.output == null && o.value.orElse("").startsWith("\""))
                && told.metrics().stream().noneMatch(CompileOptions.Measure::weighted);
        return plain
                ? Optional.of("model.compile(" + optimizer.get()
                        + String.join(
                                "", all.stream().map(o -> ", " + o.value.get()).toList()) + ");")
                : Optional.empty();
    }

    private static List<String> chain(List<String> options) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            lines.add((i == 0 ? "model.compile(c -> c." : "        .")
                    + options.get(i)
                    + (i == options.size() - 1 ? ");" : ""));
        }
        return lines;
    }

    private Optional<String> loss(Loss loss) {
        return id(loss, Losses.ids(), Loss::of).or(() -> values.expression(loss).map(JavaValues.Expression::text));
    }

    private Optional<String> measured(CompileOptions.Measure measure) {
        return measure.id() != null
                ? Optional.of(JavaValues.quoted(measure.id()))
                : values.expression(measure.metric()).map(JavaValues.Expression::text);
    }

    /** The quoted id whose object has the same arguments, best that of the class's name. */
    private static <T> Optional<String> id(T object, Collection<String> ids, Function<String, T> of) {
        String name = object.getClass().getSimpleName();
        return Stream.concat(Stream.of(Naming.snakeCase(name)).filter(ids::contains), ids.stream())
                .filter(id -> JavaProperties.same(of.apply(id), object))
                .findFirst()
                .map(JavaValues::quoted);
    }
}
