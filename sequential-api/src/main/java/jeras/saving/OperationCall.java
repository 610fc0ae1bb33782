package jeras.saving;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import jeras.ops.Op;
import jeras.ops.Recording;
import jeras.ops.Script;
import jeras.ops.Tensor;

/** A node of a functional model that a file describes: one operation of {@code keras.ops}, with its arguments. */
final class OperationCall extends Op {
    private final JsonObject json;
    private final CallNode node;
    private final Operations.Known operation;
    private final Where where;
    private final List<Tensor> outputs;

    /** @param json the operation's class and configuration */
    OperationCall(
            String name, JsonObject json, CallNode node, Operations.Known operation, List<Tensor> inputs, Where where) {
        super(name, inputs);
        this.json = json;
        this.node = node;
        this.operation = operation;
        this.where = where;
        List<Tensor> made = new ArrayList<>();
        Recording.of(false, () -> compute(inputs).forEach(t -> made.add(new Symbol(this, t))));
        outputs = List.copyOf(made);
    }

    private List<Tensor> compute(List<Tensor> inputs) {
        return operation.apply(OperationArguments.of(json, node, inputs, where));
    }

    /** The operation's class and configuration. */
    JsonObject json() {
        return json;
    }

    /** The arguments of the call. */
    CallNode node() {
        return node;
    }

    @Override
    public List<Tensor> outputs() {
        return outputs;
    }

    @Override
    public void write(Script script) {
        throw new IllegalStateException("the node of a functional model is replayed, not written");
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        return compute(newInputs);
    }

    private static final class Symbol extends Tensor {
        private final Op op;

        Symbol(Op op, Tensor like) {
            super(like.shape(), like.dataType());
            this.op = op;
        }

        @Override
        public Op op() {
            return op;
        }
    }
}
