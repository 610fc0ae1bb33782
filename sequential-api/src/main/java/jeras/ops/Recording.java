package jeras.ops;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * The operations that one thread records, in order, and the value that each assigned variable has by then.
 *
 * <p>A recording is in single-assignment form: {@link #assign} changes nothing in place, it makes later reads of the variable
 * see the new tensor; the program writes the last value back once, at its end.
 */
public final class Recording {
    private static final ThreadLocal<Recording> CURRENT = new ThreadLocal<>();

    private final Recording parent;
    private final List<Op> ops = new ArrayList<>();
    private final Map<Variable, Tensor> assigned = new LinkedHashMap<>();
    private final Deque<String> scopes = new ArrayDeque<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<Printed> printed = new ArrayList<>();
    private final boolean assigning;
    private final boolean part;
    /** Each gives what stands here for a tensor of a part that replicas have computed; null for any other tensor. */
    private final List<UnaryOperator<Tensor>> joins = new ArrayList<>();
    /** What waits until the replicas of a part are joined. */
    private final List<Runnable> afterwards = new ArrayList<>();
    /** Variables and values of variables that were cast, so that each is cast once. */
    private final Map<Cast, Tensor> casts = new HashMap<>();

    private boolean training;
    private DataType autocast;

    private record Cast(Tensor value, DataType type) {}

    private Recording(Recording parent, boolean training, boolean assigning, boolean part) {
        this.parent = parent;
        this.part = part;
        this.training = training;
        this.assigning = assigning;
        if (parent != null) {
            scopes.addAll(parent.scopes);
            autocast = parent.autocast;
        }
    }

    /**
     * Runs the body with a new recording as the current one and returns it.
     *
     * @param training whether layers behave as in training: dropout drops, batch normalization uses the batch
     */
    public static Recording of(boolean training, Runnable body) {
        return run(new Recording(null, training, true, false), body);
    }

    /** Records the body of a loop or branch: it sees the variables' values of the recording around it. */
    static Recording nested(Runnable body) {
        Recording around = CURRENT.get();
        return run(new Recording(around, around != null && around.training, false, false), body);
    }

    /** Records what is done only under a condition: it may assign variables, and must write them back at its end. */
    static Recording branch(Runnable body) {
        Recording around = CURRENT.get();
        return run(new Recording(around, around.training, true, false), body);
    }

    /** Records what is afterwards recorded again for each replica: it sees the variables' values around it and may assign them. */
    static Recording part(Runnable body) {
        Recording around = CURRENT.get();
        return run(new Recording(around, around.training, true, true), body);
    }

    private static Recording run(Recording recording, Runnable body) {
        Recording before = CURRENT.get();
        CURRENT.set(recording);
        try {
            body.run();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
        return recording;
    }

    /** True inside {@link #of}: layers then compute; outside they add nodes to a functional model. */
    public static boolean active() {
        return CURRENT.get() != null;
    }

    /** True inside a loop's or a branch's body. */
    public static boolean isNested() {
        Recording recording = CURRENT.get();
        return recording != null && recording.parent != null && !recording.part;
    }

    /** True inside {@link #part}, loops and branches in it included. */
    static boolean isPart() {
        Recording recording = CURRENT.get();
        while (recording != null && !recording.part) {
            recording = recording.parent;
        }
        return recording != null;
    }

    /** Lets what is recorded from here on read a part's tensors, joined. */
    static void join(UnaryOperator<Tensor> joined) {
        CURRENT.get().joins.add(joined);
    }

    /** Runs something now, or, inside {@link #part}, when its replicas are joined. */
    static void whenJoined(Runnable action) {
        Recording recording = CURRENT.get();
        if (recording != null && recording.part) {
            recording.afterwards.add(action);
        } else {
            action.run();
        }
    }

    /** What waits until this part's replicas are joined. */
    List<Runnable> afterwards() {
        return afterwards;
    }

    /** What this part's layers add to what training minimizes. */
    List<Loss> addedLosses() {
        return losses;
    }

    /** True while a training program is recorded. */
    public static boolean training() {
        Recording recording = CURRENT.get();
        return recording != null && recording.training;
    }

    /** Runs the body with layers behaving as in training, or as elsewhere, whatever the program is for. */
    public static <T> T training(boolean value, Supplier<T> body) {
        Recording recording = CURRENT.get();
        boolean before = recording.training;
        recording.training = value;
        try {
            return body.get();
        } finally {
            recording.training = before;
        }
    }

    /** The data type of floats that variables are read in; null for their own. */
    public static DataType autocast() {
        Recording recording = CURRENT.get();
        return recording == null ? null : recording.autocast;
    }

    /**
     * Runs the body with variables of floats read in another data type.
     *
     * @param type null for each one's own
     */
    public static <T> T autocast(DataType type, Supplier<T> body) {
        Recording recording = CURRENT.get();
        DataType before = recording.autocast;
        recording.autocast = type;
        try {
            return body.get();
        } finally {
            recording.autocast = before;
        }
    }

    /** A scalar that joins what training minimizes, and what has added it. */
    public record Loss(Object owner, Tensor scalar) {}

    /** Adds a scalar to what training minimizes. */
    public static void addLoss(Object owner, Tensor scalar) {
        Recording recording = CURRENT.get();
        if (recording != null) {
            recording.losses.add(new Loss(owner, scalar));
        }
    }

    /** What {@link #addLoss} has added so far to the current recording; nothing where there is none. */
    public static List<Loss> losses() {
        Recording recording = CURRENT.get();
        return recording == null ? List.of() : List.copyOf(recording.losses);
    }

    /** A tensor whose value is printed after each run, and what the line begins with. */
    public record Printed(String label, Tensor tensor) {}

    static void print(String label, Tensor tensor) {
        if (isNested()) {
            throw new InvalidArgumentException(JerasException.message(
                    "\"" + label + "\" cannot be printed here.",
                    "a tensor outside of scan, cond, whileLoop and the layers that repeat a step",
                    "one inside of a loop or branch",
                    "give it out of the loop, and print it there"));
        }
        // What replicas compute is printed once, joined.
        whenJoined(() -> CURRENT.get()
                .printed
                .add(new Printed(label, read(List.of(tensor)).get(0))));
    }

    /** What is printed after each run, in the order in which it was recorded. */
    public List<Printed> printed() {
        return printed;
    }

    /** Runs the body inside a named scope, which comments in the program and messages show. */
    public static <T> T scoped(String name, Supplier<T> body) {
        Recording recording = CURRENT.get();
        recording.scopes.addLast(name);
        try {
            return body.get();
        } finally {
            recording.scopes.removeLast();
        }
    }

    /** Records on behalf of an operation that was recorded in these layers, a path. */
    static <T> T within(String path, Supplier<T> body) {
        Recording recording = CURRENT.get();
        List<String> before = List.copyOf(recording.scopes);
        recording.scopes.clear();
        if (!path.isEmpty()) {
            recording.scopes.add(path);
        }
        try {
            return body.get();
        } finally {
            recording.scopes.clear();
            recording.scopes.addAll(before);
        }
    }

    static String scope() {
        Recording recording = CURRENT.get();
        return recording == null ? "" : String.join("/", recording.scopes);
    }

    static void append(Op op) {
        Recording recording = CURRENT.get();
        if (recording != null) {
            recording.ops.add(op);
            if (op.isEffect()) {
                // It may have changed a variable, or whether gradients flow.
                for (Recording r = recording; r != null; r = r.parent) {
                    r.casts.clear();
                }
            }
        }
    }

    /** The operations of the current recording so far; none where there is none. */
    static List<Op> soFar() {
        Recording recording = CURRENT.get();
        return recording == null ? List.of() : List.copyOf(recording.ops);
    }

    /** The operations of the current recording that read a tensor. */
    static List<Op> uses(Tensor tensor) {
        return CURRENT.get().ops.stream()
                .filter(op -> op.dependencies().contains(tensor))
                .toList();
    }

    /**
     * The tensors with each assigned variable replaced by its value so far, and those of a part by the joined ones; variables in the
     * data type that they are read in.
     */
    static List<Tensor> read(List<Tensor> tensors) {
        Recording recording = CURRENT.get();
        return recording == null
                ? List.copyOf(tensors)
                : tensors.stream().map(recording::cast).toList();
    }

    private Tensor cast(Tensor tensor) {
        Tensor value = value(tensor);
        boolean casts = autocast != null && tensor instanceof Variable v && v.dataType() != v.ownType();
        return casts ? outermost(value).castHere(value, tensor.dataType()) : value;
    }

    /** Where a value is cast once for all loops and branches that read it. */
    private Recording outermost(Tensor value) {
        return parent == null || assigned.containsValue(value) ? this : parent.outermost(value);
    }

    private Tensor castHere(Tensor value, DataType type) {
        Cast key = new Cast(value, type);
        Tensor known = casts.get(key);
        if (known == null) {
            Tensor[] made = new Tensor[1];
            DataType before = autocast;
            autocast = null;
            run(this, () -> made[0] = Ops.cast(value, type));
            autocast = before;
            known = made[0];
            casts.put(key, known);
        }
        return known;
    }

    private Tensor value(Tensor tensor) {
        for (Recording r = this; r != null; r = r.parent) {
            if (tensor instanceof Variable variable && r.assigned.containsKey(variable)) {
                return r.assigned.get(variable);
            }
            Tensor joined = r.joined(tensor);
            if (joined != null) {
                return joined;
            }
        }
        return tensor;
    }

    private Tensor joined(Tensor tensor) {
        for (UnaryOperator<Tensor> join : joins) {
            Tensor[] joined = new Tensor[1];
            // Recorded here even when a loop inside asks for it.
            run(this, () -> joined[0] = join.apply(tensor));
            if (joined[0] != null) {
                return joined[0];
            }
        }
        return null;
    }

    static void assign(Variable variable, Tensor value) {
        Recording recording = CURRENT.get();
        if (recording == null || !recording.assigning) {
            throw new IllegalStateException(
                    "a variable can be assigned only while a program is recorded, outside loops");
        }
        recording.assigned.put(variable, value);
    }

    /**
     * Writes the values that were assigned so far into their variables here, and not at the end of the program: for what then
     * changes the variables in place. Only after the gradients have been taken.
     */
    public static void writeBack() {
        Recording recording = CURRENT.get();
        Map<Variable, Tensor> values = new LinkedHashMap<>(recording.assigned);
        recording.assigned.clear();
        values.forEach(Ops::copyInto);
    }

    public List<Op> ops() {
        return ops;
    }

    /** The variables that the recording changes, with their values at its end. */
    public Map<Variable, Tensor> assigned() {
        return assigned;
    }
}
