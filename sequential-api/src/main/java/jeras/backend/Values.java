package jeras.backend;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jeras.Array;
import jeras.ops.Literal;
import jeras.ops.Ops;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/** The variables' values on the device: first values, reading and writing. */
public final class Values {
    /** One program a device, for arrays of any shape and data type. */
    private static final Map<Device, Program> COPIERS = new ConcurrentHashMap<>();

    private static final Map<Device, Program> NARROWERS = new ConcurrentHashMap<>();

    private Values() {}

    static PtNDArray array(Variable variable) {
        return ((DeviceValue) variable.storage()).array();
    }

    /** Makes the first value of each variable that has none, all in one program. */
    public static void ensure(Collection<Variable> variables, Device device) {
        List<Variable> missing =
                variables.stream().filter(v -> v.storage() == null).distinct().toList();
        missing.stream().filter(v -> v.literal() != null).forEach(v -> constant(v, device));
        missing = missing.stream().filter(v -> v.storage() == null).toList();
        if (missing.isEmpty()) {
            return;
        }
        List<Variable> drawn = missing;
        Program program = Program.builder(device)
                .function("initial", List.of(), () -> {
                    List<Tensor> values = new ArrayList<>();
                    for (Variable v : drawn) {
                        Ops.seed(v.seed());
                        values.add(Ops.materialize(v.initial()));
                    }
                    return values;
                })
                .build();
        NDList values = program.call("initial", List.of(), false);
        for (int i = 0; i < missing.size(); i++) {
            place(missing.get(i), (PtNDArray) values.get(i));
        }
    }

    private static void constant(Variable variable, Device device) {
        Literal values = variable.literal();
        put(variable, values, device);
    }

    private static void place(Variable variable, PtNDArray array) {
        array.setRequiresGradient(variable.trainable() && variable.ownType().isFloating());
        variable.storage(new DeviceValue(array));
    }

    /** Where a variable's value lies, or will lie once it is needed. */
    public static Device device(Variable variable) {
        return variable.storage() == null ? Backend.device() : ((DeviceValue) variable.storage()).device();
    }

    /** A copy of a variable's value. */
    public static Array read(Variable variable) {
        ensure(List.of(variable), Backend.device());
        return toHeap(array(variable), variable.ownType());
    }

    /** Sets a variable's value, which has its shape and data type. */
    public static void write(Variable variable, Array value) {
        put(variable, value, device(variable));
    }

    private static void put(Variable variable, Literal value, Device device) {
        PtNDManager manager = Backend.manager(device);
        DataType type = BrainFloat.created(value.dataType());
        try (NDArray source = manager.create(BrainFloat.widened(value), value.shape(), type)) {
            if (variable.storage() == null) {
                place(variable, copied(source, variable.ownType()));
                return;
            }
            NDList inputs = new NDList(array(variable), source);
            inputs.get(0).setName(null);
            COPIERS.computeIfAbsent(device, Values::copier).call("copy", inputs, false);
        }
    }

    /** A copy on the native side: the buffer that it was made from belongs to the heap's garbage collector. */
    private static PtNDArray copied(NDArray source, DataType type) {
        if (type != DataType.BFLOAT16) {
            return (PtNDArray) source.duplicate();
        }
        Program program = NARROWERS.computeIfAbsent(source.getDevice(), Values::narrower);
        return (PtNDArray) program.call("narrow", List.of(source), false).get(0);
    }

    private static Program narrower(Device device) {
        Placeholder source = new Placeholder("source", new Shape(), DataType.FLOAT32);
        return Program.builder(device)
                .function("narrow", List.of(source), () -> List.of(Ops.cast(source, DataType.BFLOAT16)))
                .build();
    }

    private static Program copier(Device device) {
        Placeholder target = new Placeholder("target", new Shape(), DataType.FLOAT32);
        Placeholder source = new Placeholder("source", new Shape(), DataType.FLOAT32);
        return Program.builder(device)
                .function("copy", List.of(target, source), () -> {
                    Ops.copyInto(target, source);
                    return List.of();
                })
                .build();
    }

    /** @param type the data type that was recorded for it: DJL has no name for some */
    static Array toHeap(NDArray array, DataType type) {
        DataType known = array.getDataType() == DataType.UNKNOWN ? type : array.getDataType();
        return Array.wrap(array.toByteBuffer(false), array.getShape(), known);
    }
}
