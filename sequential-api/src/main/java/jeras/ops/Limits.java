package jeras.ops;

import ai.djl.ndarray.types.DataType;

/** The least and the greatest number of a data type. */
final class Limits {
    private Limits() {}

    static double[] of(DataType type) {
        return switch (type) {
            case BOOLEAN -> new double[] {0, 1};
            case UINT8 -> new double[] {0, 255};
            case INT8 -> new double[] {Byte.MIN_VALUE, Byte.MAX_VALUE};
            case INT16 -> new double[] {Short.MIN_VALUE, Short.MAX_VALUE};
            case INT32 -> new double[] {Integer.MIN_VALUE, Integer.MAX_VALUE};
            case INT64 -> new double[] {(double) Long.MIN_VALUE, (double) Long.MAX_VALUE};
            case FLOAT16 -> new double[] {-65_504, 65_504};
            case BFLOAT16 -> new double[] {-0x1.FEp127, 0x1.FEp127};
            case FLOAT32 -> new double[] {-Float.MAX_VALUE, Float.MAX_VALUE};
            default -> new double[] {-Double.MAX_VALUE, Double.MAX_VALUE};
        };
    }
}
