package jeras.applications.text;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jeras.Array;

/**
 * How PyTorch lays out a weight, and how Keras does. A kernel is {@code (out, in)} there and {@code (in, out)} here, where the
 * heads of an attention besides have an axis of their own; tables and vectors are the same.
 */
final class WeightLayout {
    /** So many rows and columns of floats stay in the cache while they are turned. */
    private static final int TILE = 32;

    /** The values of all 65,536 numbers of 16 bits, by data type. */
    private static final Map<DataType, float[]> SMALL_FLOATS = new ConcurrentHashMap<>();

    private WeightLayout() {}

    /**
     * The shape in a file of a weight here.
     *
     * @param weight the weight's name within its layer, such as {@code "query/kernel"}
     * @param name the tensor's name in the file
     */
    static Shape stored(String weight, String name, Shape shape) {
        if (weight.endsWith("embeddings")) {
            return shape;
        }
        if (!turned(weight, name)) {
            return new Shape(shape.size());
        }
        // Of the projection behind the heads the heads are the inputs.
        long out =
                weight.startsWith("attention_output") ? shape.get(shape.dimension() - 1) : shape.size() / shape.get(0);
        return new Shape(out, shape.size() / out);
    }

    private static boolean turned(String weight, String name) {
        return weight.endsWith("kernel") && name.endsWith("weight");
    }

    /** From a file's layout to that of a weight here, as float32. */
    static Array read(String weight, String name, Array stored, Shape shape) {
        float[] values = floats(stored);
        return array(
                turned(weight, name) ? transposed(values, (int) stored.shape().get(0)) : values, shape);
    }

    /** From the layout of a weight here to a file's. */
    static Array write(String weight, String name, Array values, Shape stored) {
        float[] all = floats(values);
        return array(turned(weight, name) ? transposed(all, (int) stored.get(1)) : all, stored);
    }

    private static Array array(float[] values, Shape shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return Array.wrap(bytes, shape, DataType.FLOAT32);
    }

    private static float[] floats(Array stored) {
        if (stored.dataType() == DataType.FLOAT16 || stored.dataType() == DataType.BFLOAT16) {
            float[] table = SMALL_FLOATS.computeIfAbsent(stored.dataType(), WeightLayout::all);
            ShortBuffer bits = stored.bytes().asShortBuffer();
            float[] values = new float[bits.remaining()];
            for (int i = 0; i < values.length; i++) {
                values[i] = table[bits.get(i) & 0xffff];
            }
            return values;
        }
        FloatBuffer bits = stored.cast(DataType.FLOAT32).bytes().asFloatBuffer();
        float[] values = new float[bits.remaining()];
        bits.get(values);
        return values;
    }

    private static float[] all(DataType type) {
        ByteBuffer bits = ByteBuffer.allocate(2 * 65536).order(ByteOrder.nativeOrder());
        for (int i = 0; i < 65536; i++) {
            bits.putShort((short) i);
        }
        return Array.wrap(bits.flip(), new Shape(65536), type).toFloatArray();
    }

    private static float[] transposed(float[] matrix, int rows) {
        int columns = matrix.length / rows;
        float[] turned = new float[matrix.length];
        for (int i = 0; i < rows; i += TILE) {
            for (int j = 0; j < columns; j += TILE) {
                for (int r = i; r < Math.min(i + TILE, rows); r++) {
                    for (int c = j; c < Math.min(j + TILE, columns); c++) {
                        turned[c * rows + r] = matrix[r * columns + c];
                    }
                }
            }
        }
        return turned;
    }
}
