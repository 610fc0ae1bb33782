package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * An operation with its TorchScript template, in which {@code {0}}, {@code {1}} stand for the inputs and {@code {device}}
 * for the device.
 */
final class Primitive extends Op {
    private static final String ALIAS = "{0}";

    private final String code;
    private final Kind kind;
    private final List<Tensor> outputs;
    private final String scope;

    /** How the template's value is used. */
    private enum Kind {
        TENSOR,
        /** As {@link #TENSOR}, but no gradient flows through. */
        CONSTANT,
        /** The template gives a tuple or a list of tensors. */
        LIST,
        /** The template is a statement that changes its inputs in place. */
        EFFECT
    }

    private Primitive(String name, String code, Kind kind, List<Tensor> inputs, List<Result.Spec> specs, Tensor mask) {
        super(name, inputs);
        if (!code.equals(ALIAS)) {
            inputs.forEach(input -> refuseStrings(name, input));
        }
        this.code = code;
        this.kind = kind;
        List<Tensor> made = new ArrayList<>(specs.size());
        for (Result.Spec spec : specs) {
            made.add(new Result(this, spec, mask));
        }
        outputs = List.copyOf(made);
        scope = Recording.scope();
        Recording.append(this);
    }

    private static void refuseStrings(String name, Tensor input) {
        if (input.dataType() == DataType.STRING) {
            throw new InvalidArgumentException(JerasException.message(
                    name + " cannot compute with strings.",
                    "numbers",
                    "strings of shape " + Shapes.text(input.shape()),
                    "turn text into numbers first, by TextVectorization, StringLookup or Hashing"));
        }
    }

    static Tensor of(String name, String code, Shape shape, DataType dataType, Tensor... inputs) {
        return single(name, code, Kind.TENSOR, shape, dataType, inputs);
    }

    /** An operation that cuts the gradient. */
    static Tensor constant(String name, String code, Shape shape, DataType dataType, Tensor... inputs) {
        return single(name, code, Kind.CONSTANT, shape, dataType, inputs);
    }

    private static Tensor single(
            String name, String code, Kind kind, Shape shape, DataType dataType, Tensor... inputs) {
        List<Result.Spec> specs = List.of(new Result.Spec(shape, dataType));
        return new Primitive(name, code, kind, Recording.read(List.of(inputs)), specs, null).outputs.get(0);
    }

    /** An operation whose code gives a tuple, or a list, of tensors. */
    static List<Tensor> several(String name, String code, List<Tensor> inputs, List<Result.Spec> specs) {
        return new Primitive(name, code, Kind.LIST, Recording.read(inputs), specs, null).outputs;
    }

    /** A statement that changes its inputs in place and makes nothing; variables among them stay variables. */
    static void effect(String name, String code, List<Tensor> inputs) {
        new Primitive(name, code, Kind.EFFECT, inputs, List.of(), null);
    }

    /** The same tensor with another mask. */
    static Tensor alias(Tensor x, Tensor mask) {
        List<Result.Spec> specs = List.of(Result.Spec.of(x));
        return new Primitive("identity", ALIAS, Kind.TENSOR, Recording.read(List.of(x)), specs, mask).outputs.get(0);
    }

    String code() {
        return code;
    }

    /** True when the output is the input under another mask. */
    boolean isAlias() {
        return code.equals(ALIAS);
    }

    @Override
    public boolean isEffect() {
        return kind == Kind.EFFECT;
    }

    @Override
    public boolean hasGradient() {
        return kind == Kind.TENSOR || kind == Kind.LIST;
    }

    @Override
    public String scope() {
        return scope;
    }

    @Override
    public List<Tensor> outputs() {
        return outputs;
    }

    @Override
    public void write(Script script) {
        if (isAlias()) {
            script.alias(outputs.get(0), inputs().get(0));
            return;
        }
        String text = code.replace("{device}", script.device());
        for (int i = 0; i < inputs().size(); i++) {
            text = text.replace("{" + i + "}", script.ref(inputs().get(i)));
        }
        switch (kind) {
            case TENSOR, CONSTANT -> script.line(script.declare(outputs.get(0), name()) + " = " + text);
            case LIST ->
                script.line(outputs.stream()
                                .map(t -> script.declare(t, name()))
                                .collect(Collectors.joining(", ", "", outputs.size() == 1 ? "," : ""))
                        + " = " + text);
            case EFFECT -> text.lines().forEach(script::line);
        }
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        List<Result.Spec> specs = outputs.stream().map(Result.Spec::of).toList();
        Tensor mask = outputs.isEmpty() ? null : outputs.get(0).mask();
        return new Primitive(name(), code, kind, Recording.read(newInputs), specs, mask).outputs;
    }
}
