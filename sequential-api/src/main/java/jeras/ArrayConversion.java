package jeras;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns Java's own values, numbers, primitive arrays of any depth and lists of these, into arrays. */
final class ArrayConversion {
    /** A Java type that is copied as a whole: a number or a one-dimensional primitive array. */
    private record JavaType<T>(Class<T> type, Element element, BiConsumer<T, ByteBuffer> copy) {
        Leaf leaf(Object value) {
            T typed = type.cast(value);
            Shape shape = type.isArray() ? new Shape(java.lang.reflect.Array.getLength(value)) : new Shape();
            return new Leaf(element, shape, bytes -> copy.accept(typed, bytes));
        }
    }

    private static final Map<Class<?>, JavaType<?>> TYPES = Stream.of(
                    new JavaType<>(Float.class, Element.FLOAT32, (value, bytes) -> bytes.putFloat(value)),
                    new JavaType<>(Double.class, Element.FLOAT64, (value, bytes) -> bytes.putDouble(value)),
                    new JavaType<>(Integer.class, Element.INT32, (value, bytes) -> bytes.putInt(value)),
                    new JavaType<>(Long.class, Element.INT64, (value, bytes) -> bytes.putLong(value)),
                    new JavaType<>(Byte.class, Element.INT8, (value, bytes) -> bytes.put(value)),
                    new JavaType<>(Boolean.class, Element.BOOLEAN, (value, bytes) -> bytes.put(toByte(value))),
                    new JavaType<>(
                            float[].class,
                            Element.FLOAT32,
                            (values, bytes) -> bytes.asFloatBuffer().put(values)),
                    new JavaType<>(
                            double[].class,
                            Element.FLOAT64,
                            (values, bytes) -> bytes.asDoubleBuffer().put(values)),
                    new JavaType<>(
                            int[].class,
                            Element.INT32,
                            (values, bytes) -> bytes.asIntBuffer().put(values)),
                    new JavaType<>(
                            long[].class,
                            Element.INT64,
                            (values, bytes) -> bytes.asLongBuffer().put(values)),
                    new JavaType<>(byte[].class, Element.INT8, (values, bytes) -> bytes.put(values)),
                    new JavaType<>(boolean[].class, Element.BOOLEAN, (values, bytes) -> {
                        for (boolean value : values) {
                            bytes.put(toByte(value));
                        }
                    }))
            .collect(Collectors.toUnmodifiableMap(JavaType::type, Function.identity()));

    /** A piece of the array to be made, and how it writes itself in its own element type. */
    private record Leaf(Element element, Shape shape, Consumer<ByteBuffer> copy) {}

    private final List<Leaf> leaves = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    private ArrayConversion() {}

    static Array of(Object value) {
        if (value instanceof Array array) {
            return array;
        }
        ArrayConversion conversion = new ArrayConversion();
        long[] dims = conversion.collect(value, "");
        return conversion.texts.isEmpty() && innermost(value.getClass()) != String.class
                ? conversion.join(value.getClass(), dims)
                : conversion.joinTexts(dims);
    }

    private static Class<?> innermost(Class<?> type) {
        return type.isArray() ? innermost(type.getComponentType()) : type;
    }

    private static byte toByte(boolean value) {
        return (byte) (value ? 1 : 0);
    }

    /**
     * Gathers the leaves of {@code value} in row-major order and returns its shape.
     *
     * @param place where in the whole it was found, for instance {@code [0][2]}
     */
    private long[] collect(Object value, String place) {
        if (value instanceof NDArray array) {
            return collect(Array.of(array), place);
        }
        if (value instanceof String text) {
            texts.add(text);
            return new long[0];
        }
        if (value instanceof Array array && array.isText()) {
            texts.addAll(Arrays.asList(array.toStringArray()));
            return array.dims();
        }
        if (value instanceof Array array) {
            return add(new Leaf(array.element(), array.shape(), bytes -> bytes.put(array.bytes())));
        }
        if (value != null && TYPES.containsKey(value.getClass())) {
            return add(TYPES.get(value.getClass()).leaf(value));
        }
        if (value instanceof List<?> list) {
            return collectAll(list, place);
        }
        if (value instanceof Object[] array) {
            return array.length == 0 ? emptyDims(array.getClass()) : collectAll(Arrays.asList(array), place);
        }
        throw unsupported(value, place);
    }

    private long[] add(Leaf leaf) {
        leaves.add(leaf);
        return leaf.shape().getShape().clone();
    }

    private long[] collectAll(List<?> parts, String place) {
        long[] first = {};
        int i = 0;
        for (Object part : parts) {
            long[] dims = collect(part, place + "[" + i + "]");
            first = i == 0 ? dims : first;
            if (!Arrays.equals(first, dims)) {
                throw ragged(place, i, first, dims);
            }
            i++;
        }
        long[] dims = new long[first.length + 1];
        dims[0] = parts.size();
        System.arraycopy(first, 0, dims, 1, first.length);
        return dims;
    }

    /** Of {@code new float[0][]}: as deep as the type says. */
    private static long[] emptyDims(Class<?> type) {
        return type.isArray() ? new long[1 + emptyDims(type.getComponentType()).length] : new long[0];
    }

    private Array joinTexts(long... dims) {
        if (!leaves.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "An array cannot be made from strings and numbers.",
                    "strings alone, or numbers alone",
                    "both",
                    "make one array of each; a model takes one for each input"));
        }
        return ArrayTexts.of(texts.toArray(String[]::new), dims);
    }

    private Array join(Class<?> type, long... dims) {
        Element element =
                leaves.stream().map(Leaf::element).reduce(Element::promote).orElseGet(() -> emptyElement(type));
        ByteBuffer bytes = ArrayLayout.allocate(element, dims);
        int at = 0;
        for (Leaf leaf : leaves) {
            int length = (int) leaf.shape().size() * element.width();
            ByteBuffer part = bytes.slice(at, length).order(ByteOrder.nativeOrder());
            if (leaf.element() == element) {
                leaf.copy().accept(part);
            } else {
                ByteBuffer own =
                        ArrayLayout.allocate(leaf.element(), leaf.shape().getShape());
                leaf.copy().accept(own);
                part.put(Array.wrap(own.clear(), leaf.shape(), leaf.element().dataType())
                        .cast(element.dataType())
                        .bytes());
            }
            at += length;
        }
        return ArrayLayout.wrap(bytes, element, dims);
    }

    /** The type of {@code new int[0][]} says it; of an empty list nothing does, so it is Keras's default. */
    private static Element emptyElement(Class<?> type) {
        if (TYPES.containsKey(type)) {
            return TYPES.get(type).element();
        }
        return type.isArray() ? emptyElement(type.getComponentType()) : Element.FLOAT32;
    }

    private static ShapeMismatchException ragged(String place, int index, long[] first, long... dims) {
        int axis = first.length == dims.length ? Arrays.mismatch(first, dims) : -1;
        String expected = axis < 0 ? "shape " + new Shape(first) : "length " + first[axis];
        String received = axis < 0 ? "shape " + new Shape(dims) : "length " + dims[axis];
        return new ShapeMismatchException(JerasException.message(
                "An array cannot be made from nested values of unequal lengths: " + place + "[" + index
                        + "] differs from " + place + "[0].",
                expected + ", as " + place + "[0]",
                received,
                "pad or cut the rows to one length"));
    }

    private static InvalidArgumentException unsupported(Object value, String place) {
        String where = place.isEmpty() ? "" : " at " + place;
        String received = value == null ? "null" : value.getClass().getTypeName();
        boolean characters = value instanceof CharSequence || value instanceof Character || value instanceof char[];
        return new InvalidArgumentException(JerasException.message(
                "An array cannot be made from " + received + where + ".",
                "a number, a boolean, a string, an array of float, double, int, long, byte, boolean or String of any"
                        + " depth, a list of these, an Array or an NDArray",
                received,
                characters ? "convert it to a String" : "convert the value to one of these"));
    }
}
