package jeras.tuner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/**
 * A space of hyperparameters and one value for each of them. Whoever asks for one declares it:
 *
 * <pre>{@code
 * int units = hp.integer("units", 32, 512, o -> o.step(32));
 * double rate = hp.decimal("learning_rate", 1e-4, 1e-2, o -> o.sampling("log"));
 * String activation = hp.choice("activation", List.of("relu", "tanh"));
 * }</pre>
 *
 * <p>Asked for again under the same name, it has the same value; the first declaration counts. So a space that a tuner is given
 * by {@link Tuner#hyperparameters} overrides what the model asks for.
 *
 * @see <a href="https://keras.io/keras_tuner/api/hyperparameters/">KerasTuner: HyperParameters</a>
 */
public final class HyperParameters {
    private final List<HyperParameter> space = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> nameScopes = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    /** The scopes that were met while this was used, by whether they counted. */
    private final Set<List<Condition>> activeScopes = new LinkedHashSet<>();

    private final Set<List<Condition>> inactiveScopes = new LinkedHashSet<>();

    private HyperParameters() {}

    /** An empty space, to declare some in advance. */
    public static HyperParameters of() {
        return new HyperParameters();
    }

    // ---- declaring and asking --------------------------------------------------------------------------------------

    /** An integer from {@code min} to {@code max}, both included. */
    public int integer(String name, int min, int max) {
        return integer(name, min, max, o -> {});
    }

    /**
     * An integer from {@code min} to {@code max}, both included.
     *
     * @throws InvalidArgumentException if the range, or what {@code options} tell, holds no value
     */
    public int integer(String name, int min, int max, Consumer<IntegerOptions> options) {
        IntegerOptions told = new IntegerOptions(min);
        options.accept(told);
        HyperParameter asked = new IntegerRange(
                scoped(name), min, max, told.settledStep(), told.sampling, told.chosenDefault, conditions);
        return as(Integer.class, asked.name(), value(asked));
    }

    /** A number from {@code min} to {@code max}, both included. */
    public double decimal(String name, double min, double max) {
        return decimal(name, min, max, o -> {});
    }

    /**
     * A number from {@code min} to {@code max}, both included.
     *
     * @throws InvalidArgumentException if the range, or what {@code options} tell, holds no value
     */
    public double decimal(String name, double min, double max, Consumer<DecimalOptions> options) {
        DecimalOptions told = new DecimalOptions(min);
        options.accept(told);
        HyperParameter asked =
                new DecimalRange(scoped(name), min, max, told.step, told.sampling, told.chosenDefault, conditions);
        return as(Double.class, asked.name(), value(asked));
    }

    /** True or false. */
    public boolean bool(String name) {
        return bool(name, o -> {});
    }

    /** True or false. */
    public boolean bool(String name, Consumer<BoolOptions> options) {
        BoolOptions told = new BoolOptions();
        options.accept(told);
        HyperParameter asked = new BooleanSwitch(scoped(name), told.chosenDefault, conditions);
        return as(Boolean.class, asked.name(), value(asked));
    }

    /** One of some texts, ints, doubles or booleans. */
    public <T> T choice(String name, List<T> oneOf) {
        return choice(name, oneOf, o -> {});
    }

    /**
     * One of some texts, ints, doubles or booleans.
     *
     * @throws InvalidArgumentException if there is none, or if they are of several kinds
     */
    public <T> T choice(String name, List<T> oneOf, Consumer<ChoiceOptions<T>> options) {
        if (oneOf.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The choice \"" + name + "\" cannot be made.",
                    "one value or more",
                    "none",
                    "name the values to choose from"));
        }
        T first = oneOf.get(0);
        ChoiceOptions<T> told = new ChoiceOptions<>(first);
        options.accept(told);
        HyperParameter asked = new ChoiceOf(
                scoped(name), Collections.unmodifiableList(oneOf), told.ordered, told.chosenDefault, conditions);
        @SuppressWarnings("unchecked")
        Class<T> kind = (Class<T>) first.getClass();
        return as(kind, asked.name(), value(asked));
    }

    /** A value that is not searched for, but kept with the others: a text, int, double or boolean. */
    public <T> T fixed(String name, T value) {
        Object checked = new ChoiceOf(name, List.of(value), false, value, List.of()).defaultValue();
        HyperParameter asked = new FixedValue(scoped(name), checked, conditions);
        @SuppressWarnings("unchecked")
        Class<T> kind = (Class<T>) value.getClass();
        return as(kind, asked.name(), value(asked));
    }

    /**
     * Declares hyperparameters that count only when another one has one of some values. Unlike KerasTuner's, whose body always runs
     * and sees {@code None} for what does not count, this one runs only then; a tuner builds the model once for each scope before it
     * searches, and so learns what is in it.
     *
     * <pre>{@code
     * String kind = hp.choice("kind", List.of("mlp", "cnn"));
     * hp.conditionalScope("kind", List.of("cnn"), () -> model.add(Conv2D.of(hp.integer("filters", 8, 64), 3)));
     * }</pre>
     *
     * @param parentName the other one, which must have been declared
     * @throws InvalidArgumentException if there is no hyperparameter of that name
     */
    public void conditionalScope(String parentName, List<?> parentValues, Runnable body) {
        String parent = scoped(parentName);
        if (space.stream().noneMatch(p -> p.name().equals(parent))) {
            throw new InvalidArgumentException(Suggestions.unknown("hyperparameter", parent, names()));
        }
        conditions.add(new Condition(parent, List.copyOf(parentValues)));
        try {
            List<Condition> scope = List.copyOf(conditions);
            boolean active = Condition.allHold(scope, values);
            (active ? activeScopes : inactiveScopes).add(scope);
            if (active) {
                body.run();
            }
        } finally {
            conditions.remove(conditions.size() - 1);
        }
    }

    /** Puts a name before those that are declared inside, as folders stand before files: {@code "encoder/units"}. */
    public void nameScope(String name, Runnable body) {
        nameScopes.add(name);
        try {
            body.run();
        } finally {
            nameScopes.remove(nameScopes.size() - 1);
        }
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    /**
     * The value of a name: an {@code Integer}, {@code Double}, {@code Boolean} or {@code String}.
     *
     * @throws InvalidArgumentException if it is not known, or does not count for the values of the others
     */
    public Object get(String name) {
        String full = scoped(name);
        Object value = values.get(full);
        if (value == null) {
            boolean declared = names().contains(full);
            throw new InvalidArgumentException(
                    declared
                            ? JerasException.message(
                                    "The hyperparameter \"" + full + "\" has no value now.",
                                    "one whose conditions hold",
                                    "one of a conditional scope that is not entered",
                                    "ask for it where the scope is entered, or look with contains(...) first")
                            : Suggestions.unknown("hyperparameter", full, values.keySet()));
        }
        return value;
    }

    /** The value of an integer. */
    public int getInt(String name) {
        return as(Integer.class, name, get(name));
    }

    /** The value of a number. */
    public double getDouble(String name) {
        return as(Double.class, name, get(name));
    }

    /** The value of a switch. */
    public boolean getBoolean(String name) {
        return as(Boolean.class, name, get(name));
    }

    /** The value of a text. */
    public String getString(String name) {
        return as(String.class, name, get(name));
    }

    /** Whether {@link #get} has a value. */
    public boolean contains(String name) {
        return values.containsKey(scoped(name));
    }

    /** All values that count, by name. */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** What has been declared, in that order. */
    public List<HyperParameter> space() {
        return Collections.unmodifiableList(space);
    }

    /** The same space and values, to be changed on its own. */
    public HyperParameters copy() {
        return with(values);
    }

    /** As Python prints a dict of the values. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + ": " + ValueText.of(e.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    // ---- for tuners ------------------------------------------------------------------------------------------------

    /** A copy with other values; those that do not count are left out, and those that are missing have their default. */
    HyperParameters with(Map<String, Object> others) {
        HyperParameters copy = new HyperParameters();
        copy.space.addAll(space);
        copy.values.putAll(others);
        copy.settle();
        return copy;
    }

    /** Leaves out the values that do not count, and adds defaults where one is missing. */
    private void settle() {
        Set<String> counting = new LinkedHashSet<>();
        for (HyperParameter p : space) {
            if (isActive(p)) {
                values.putIfAbsent(p.name(), p.defaultValue());
                counting.add(p.name());
            }
        }
        Set<String> declared = names();
        values.keySet().removeIf(name -> declared.contains(name) && !counting.contains(name));
    }

    boolean isActive(HyperParameter parameter) {
        return Condition.allHold(conditionsOf(parameter), values);
    }

    static List<Condition> conditionsOf(HyperParameter parameter) {
        return ((Declared) parameter).conditions();
    }

    /** Sets a value as it is. */
    void put(String name, Object value) {
        values.put(name, value);
    }

    /** The space without values. */
    HyperParameters bare() {
        HyperParameters copy = new HyperParameters();
        copy.space.addAll(space);
        return copy;
    }

    /** Adds what is not declared yet, with defaults where it counts. */
    void add(HyperParameter parameter) {
        if (!declares(parameter)) {
            space.add(parameter);
            if (isActive(parameter)) {
                values.putIfAbsent(parameter.name(), parameter.defaultValue());
            }
        }
    }

    boolean declares(HyperParameter parameter) {
        return space.stream()
                .anyMatch(p ->
                        p.name().equals(parameter.name()) && conditionsOf(p).equals(conditionsOf(parameter)));
    }

    Set<List<Condition>> activeScopes() {
        return activeScopes;
    }

    Set<List<Condition>> inactiveScopes() {
        return inactiveScopes;
    }

    private Object value(HyperParameter asked) {
        add(asked);
        return values.computeIfAbsent(asked.name(), n -> asked.defaultValue());
    }

    private Set<String> names() {
        return space.stream().map(HyperParameter::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String scoped(String name) {
        return nameScopes.isEmpty() ? name : String.join("/", nameScopes) + "/" + name;
    }

    private static <T> T as(Class<T> kind, String name, Object value) {
        if (kind == Double.class && value instanceof Integer whole) {
            return kind.cast((double) whole);
        }
        if (!kind.isInstance(value)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The hyperparameter \"" + name + "\" is of another kind.",
                    "a value of " + kind.getSimpleName(),
                    value + ", of " + value.getClass().getSimpleName(),
                    "use one name for one thing"));
        }
        return kind.cast(value);
    }
}
