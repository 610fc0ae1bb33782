package jeras;

import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.function.Supplier;
import jeras.ops.FloatType;
import jeras.utils.DataTypes;

/**
 * The data types that a layer computes in and keeps its weights in.
 *
 * <p>The name of a data type, such as {@code "float32"} or {@code "bfloat16"}, stands for both. Under {@code "mixed_bfloat16"} and
 * {@code "mixed_float16"} weights are float32, and a layer casts them, and what comes in as floats, to 16 bits before it computes.
 *
 * <pre>{@code
 * Keras.setDtypePolicy("mixed_bfloat16");          // for the layers that are made from here on
 * Dense.of(10).dtype("float32");                   // for one layer
 * }</pre>
 *
 * @see <a href="https://keras.io/api/mixed_precision/policy/">keras.DTypePolicy</a>
 */
public final class DTypePolicy {
    private static final Map<String, DataType> MIXED =
            Map.of("mixed_float16", DataType.FLOAT16, "mixed_bfloat16", DataType.BFLOAT16);

    /** Null for the data type of {@code Keras.floatx()}. */
    private static volatile DTypePolicy chosen;

    /** What the parts of a layer take while it makes them. */
    private static final ThreadLocal<DTypePolicy> MAKING = new ThreadLocal<>();

    private final String name;
    private final DataType computeDtype;
    private final DataType variableDtype;

    private DTypePolicy(String name, DataType computeDtype, DataType variableDtype) {
        this.name = name;
        this.computeDtype = computeDtype;
        this.variableDtype = variableDtype;
    }

    /**
     * The policy with Keras's name.
     *
     * @param name {@code "mixed_float16"}, {@code "mixed_bfloat16"}, or a data type such as {@code "float32"}
     * @throws InvalidArgumentException if it is none of these
     */
    public static DTypePolicy of(String name) {
        if (MIXED.containsKey(name)) {
            return new DTypePolicy(name, MIXED.get(name), DataType.FLOAT32);
        }
        if (!DataTypes.isKnown(name)) {
            throw new InvalidArgumentException(JerasException.message(
                    "Unknown dtype policy \"" + name + "\".",
                    "mixed_float16, mixed_bfloat16, or a data type such as float32",
                    "\"" + name + "\"",
                    "choose one of them"));
        }
        return of(DataTypes.of(name));
    }

    private static DTypePolicy of(DataType type) {
        return new DTypePolicy(DataTypes.name(type), type, type);
    }

    /** The policy that a layer takes which is made now. */
    public static DTypePolicy current() {
        DTypePolicy making = MAKING.get();
        DTypePolicy set = making == null ? chosen : making;
        return set == null ? of(FloatType.get()) : set;
    }

    static void choose(DTypePolicy policy) {
        chosen = policy;
    }

    /** Makes something in this thread whose layers take this policy, whatever has been chosen for all. */
    public <T> T during(Supplier<T> making) {
        DTypePolicy before = MAKING.get();
        MAKING.set(this);
        try {
            return making.get();
        } finally {
            if (before == null) {
                MAKING.remove();
            } else {
                MAKING.set(before);
            }
        }
    }

    public String name() {
        return name;
    }

    /** The data type that layers compute in. */
    public DataType computeDtype() {
        return computeDtype;
    }

    /** The data type of weights. */
    public DataType variableDtype() {
        return variableDtype;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DTypePolicy policy && policy.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** As Python prints it. */
    @Override
    public String toString() {
        return "<DTypePolicy \"" + name + "\">";
    }
}
