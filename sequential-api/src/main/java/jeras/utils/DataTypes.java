package jeras.utils;

import ai.djl.ndarray.types.DataType;
import java.util.Locale;
import java.util.Map;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** Data types by Keras's names. */
public final class DataTypes {
    private static final Map<String, DataType> BY_NAME = Map.ofEntries(
            Map.entry("float32", DataType.FLOAT32),
            Map.entry("float64", DataType.FLOAT64),
            Map.entry("float16", DataType.FLOAT16),
            Map.entry("bfloat16", DataType.BFLOAT16),
            Map.entry("int8", DataType.INT8),
            Map.entry("int16", DataType.INT16),
            Map.entry("int32", DataType.INT32),
            Map.entry("int64", DataType.INT64),
            Map.entry("uint8", DataType.UINT8),
            Map.entry("bool", DataType.BOOLEAN),
            Map.entry("string", DataType.STRING));

    private DataTypes() {}

    /** The data type that Keras calls so, such as {@code "int32"}. */
    public static DataType of(String name) {
        DataType type = BY_NAME.get(name);
        if (type == null) {
            throw new InvalidArgumentException(JerasException.message(
                    "Unknown data type \"" + name + "\".",
                    "one of " + BY_NAME.keySet().stream().sorted().toList(),
                    "\"" + name + "\"",
                    "choose one of them"));
        }
        return type;
    }

    /** Whether Keras calls a data type so. */
    public static boolean isKnown(String name) {
        return BY_NAME.containsKey(name);
    }

    /** Keras's name of a data type. */
    public static String name(DataType type) {
        return type == DataType.BOOLEAN ? "bool" : type.name().toLowerCase(Locale.ROOT);
    }
}
