package jeras.backend;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the little of Python's pickle format (protocol 2) that a TorchScript module needs: one object with attributes. Nothing
 * here reads pickle.
 */
final class Pickle {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Begins an instance of a class of the module's own code. */
    Pickle(String className) {
        bytes.writeBytes(new byte[] {(byte) 0x80, 2});
        global("__torch__", className);
        op(')').op(0x81).op('}').op('(');
    }

    Pickle flag(String name, boolean value) {
        text(name).op(value ? 0x88 : 0x89);
        return this;
    }

    Pickle emptyTensorList(String name) {
        text(name)
                .global("torch.jit._pickle", "restore_type_tag")
                .op('(')
                .op(']')
                .text("List[Tensor]");
        op('t').op('R');
        return this;
    }

    /** A dense tensor in C order, whose numbers are the archive's member {@code data/<key>}. */
    Pickle tensor(String name, Shape shape, DataType type, String key, boolean requiresGradient) {
        text(name).global("torch._utils", "_rebuild_tensor_v2").op('(');
        op('(').text("storage").global("torch", storage(type)).text(key).text("cpu");
        integer(shape.size()).op('t').op('Q');
        integer(0);
        op('(');
        for (long size : shape.getShape()) {
            integer(size);
        }
        op('t').op('(');
        long[] strides = new long[shape.dimension()];
        long stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.max(shape.get(i), 1);
        }
        for (long s : strides) {
            integer(s);
        }
        op('t').op(requiresGradient ? 0x88 : 0x89);
        global("collections", "OrderedDict").op(')').op('R');
        op('t').op('R');
        return this;
    }

    /** Ends the object. */
    byte[] end() {
        op('u').op('b').op('.');
        return bytes.toByteArray();
    }

    private static String storage(DataType type) {
        return switch (type) {
            case FLOAT32 -> "FloatStorage";
            case FLOAT64 -> "DoubleStorage";
            case FLOAT16 -> "HalfStorage";
            case BFLOAT16 -> "BFloat16Storage";
            case INT64 -> "LongStorage";
            case INT32 -> "IntStorage";
            case INT16 -> "ShortStorage";
            case INT8 -> "CharStorage";
            case UINT8 -> "ByteStorage";
            case BOOLEAN -> "BoolStorage";
            default -> throw new IllegalArgumentException("PyTorch's files have no storage of " + type);
        };
    }

    private Pickle global(String module, String name) {
        op('c');
        bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private Pickle text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        op('X');
        bytes.writeBytes(little(4).putInt(utf8.length).array());
        bytes.writeBytes(utf8);
        return this;
    }

    private Pickle integer(long value) {
        if (value == (int) value) {
            op('J');
            bytes.writeBytes(little(4).putInt((int) value).array());
        } else {
            op(0x8a).op(8);
            bytes.writeBytes(little(8).putLong(value).array());
        }
        return this;
    }

    private Pickle op(int code) {
        bytes.write(code);
        return this;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
