package jeras.ops;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** A part of a recording that is recorded again for each of several devices, and what becomes of it in the recording around. */
final class Replication {
    private final List<Device> devices;
    private final Set<Tensor> inside = new HashSet<>();
    /** For each replica what it reads in the place of a tensor of the part, or of one around it. */
    private final List<Map<Tensor, Tensor>> copies = new ArrayList<>();
    /** The shares of each tensor around the part that has a row for each sample. */
    private final Map<Tensor, List<Tensor>> shares = new LinkedHashMap<>();

    private final Map<Tensor, Tensor> joined = new HashMap<>();
    private final Recording part;
    private List<Tensor> weights;

    /** Records the replicas. */
    Replication(List<Device> devices, Recording part) {
        this.devices = devices;
        this.part = part;
        devices.forEach(device -> copies.add(new HashMap<>()));
        List<Op> stretch = new ArrayList<>();
        for (Op op : part.ops()) {
            refuse(op);
            inside.addAll(op.outputs());
            if (op instanceof Total) {
                record(stretch);
                stretch.clear();
                Recording.within(op.scope(), () -> total(op));
            } else {
                stretch.add(op);
            }
        }
        record(stretch);
    }

    private static void refuse(Op op) {
        boolean inPlace = op.isEffect()
                && !op.inputs().isEmpty()
                && op.inputs().get(0) instanceof Variable v
                && v.literal() == null;
        if (inPlace || op instanceof When) {
            throw new InvalidArgumentException(JerasException.message(
                    "A model cannot be computed by several devices"
                            + (op.scope().isEmpty() ? "." : ", because of layer \"" + op.scope() + "\"."),
                    "layers that change variables by assign",
                    "\"" + op.name() + "\", which changes one in place",
                    "leave the layer out, or take one device; in a class of your own assign the variable"));
        }
    }

    // ---- the replicas ----------------------------------------------------------------------------------------------

    private void record(List<Op> stretch) {
        for (int r = 0; r < devices.size(); r++) {
            int replica = r;
            ComputeOn.replica(r, devices, () -> stretch.forEach(op -> record(op, replica)));
        }
    }

    private void record(Op op, int replica) {
        boolean isText = op.outputs().stream().anyMatch(t -> t.dataType() == DataType.STRING);
        if (isText && replica > 0) {
            return; // strings are the host's, whole
        }
        List<Tensor> inputs = op.inputs().stream()
                .map(t -> isText ? joined.getOrDefault(t, t) : copy(t, replica))
                .toList();
        List<Tensor> outputs = Recording.within(op.scope(), () -> op.replay(inputs, Recording.training()));
        Map<Tensor, Tensor> made = isText ? joined : copies.get(replica);
        for (int i = 0; i < outputs.size(); i++) {
            made.put(op.outputs().get(i), outputs.get(i));
        }
    }

    /** What a replica reads for a tensor of the part, or around it. */
    private Tensor copy(Tensor t, int replica) {
        Tensor known = copies.get(replica).get(t);
        if (known == null) {
            Tensor whole = isPerSample(t) ? share(t, replica) : t;
            known = replica == 0 ? whole : Movement.here(whole);
            copies.get(replica).put(t, known);
        }
        return known;
    }

    private static boolean isPerSample(Tensor t) {
        return t.rank() > 0 && t.shape().get(0) < 0;
    }

    private Tensor share(Tensor t, int replica) {
        return shares.computeIfAbsent(t, this::split).get(replica);
    }

    private List<Tensor> split(Tensor t) {
        Result.Spec spec = Result.Spec.of(t);
        return Primitive.several(
                "share",
                "torch.tensor_split({0}, " + devices.size() + ", 0)",
                List.of(t),
                devices.stream().map(d -> spec).toList());
    }

    private Tensor total(Op op) {
        Tensor sum = sum(each(op.inputs().get(0)));
        for (int r = 0; r < devices.size(); r++) {
            Map<Tensor, Tensor> known = copies.get(r);
            boolean isFirst = r == 0;
            ComputeOn.replica(r, devices, () -> known.put(op.outputs().get(0), isFirst ? sum : Movement.here(sum)));
        }
        return sum;
    }

    // ---- what comes out --------------------------------------------------------------------------------------------

    /** The outputs, joined; and all else that the part has left: losses, assigned variables, measures. */
    List<Tensor> outputs(List<Tensor> outputs) {
        Recording.join(t -> inside.contains(t) ? join(t) : null);
        List<Tensor> whole = outputs.stream().map(this::joinWithMask).toList();
        part.addedLosses().forEach(loss -> Recording.addLoss(loss.owner(), join(loss.scalar())));
        part.assigned().forEach((variable, value) -> variable.assign(state(value)));
        part.afterwards().forEach(Runnable::run);
        return whole;
    }

    private Tensor joinWithMask(Tensor t) {
        return join(t).withMask(t.mask() == null ? null : join(t.mask()));
    }

    /**
     * The whole of what the replicas have: the rows of all, or, of what has no row for each sample, the mean over the samples. A
     * tensor around the part is the same for all.
     */
    private Tensor join(Tensor t) {
        if (!inside.contains(t)) {
            return t;
        }
        Tensor known = joined.get(t);
        if (known == null) {
            known = isPerSample(t) ? Ops.concatenate(each(t), 0) : mean(t);
            joined.put(t, known);
        }
        return known;
    }

    private Tensor mean(Tensor t) {
        if (!t.dataType().isFloating() || !Shapes.known(t.shape())) {
            throw new InvalidArgumentException(JerasException.message(
                    "What the devices compute cannot be joined.",
                    "tensors with a row for each sample, or floats of a known shape, whose mean is taken",
                    t + (t.op() == null || t.op().scope().isEmpty() ? "" : " of layer \"" + t.op().scope() + "\""),
                    "give such a model one device"));
        }
        List<Tensor> values = each(t);
        List<Tensor> parts = weights();
        return sum(IntStream.range(0, values.size())
                .mapToObj(r -> values.get(r).multiply(Ops.cast(parts.get(r), t.dataType())))
                .toList());
    }

    /** A variable's new value: for floats the mean over the samples, for counters that of the first replica. */
    private Tensor state(Tensor value) {
        if (!inside.contains(value)) {
            return value;
        }
        return value.dataType().isFloating() ? mean(value) : copies.get(0).get(value);
    }

    /** What each replica has for a tensor of the part, all on the first device. */
    private List<Tensor> each(Tensor t) {
        List<Tensor> here = new ArrayList<>();
        for (int r = 0; r < devices.size(); r++) {
            Tensor own = inside.contains(t) ? copies.get(r).get(t) : isPerSample(t) ? share(t, r) : t;
            here.add(r == 0 ? own : Movement.here(own));
        }
        return here;
    }

    /** The share of the samples that each replica has: scalars that sum to 1. */
    private List<Tensor> weights() {
        if (weights == null) {
            List<Tensor> counts = shares.values().stream()
                    .findFirst()
                    .map(all -> all.stream().map(t -> Ops.length(t, 0)).toList())
                    .orElseGet(() -> devices.stream()
                            .map(d -> Ops.ones(new Shape(), DataType.FLOAT32))
                            .toList());
            Tensor all = sum(counts);
            weights = counts.stream().map(n -> n.divide(all)).toList();
        }
        return weights;
    }

    private static Tensor sum(List<Tensor> all) {
        return all.stream().reduce(Ops::add).orElseThrow();
    }
}
