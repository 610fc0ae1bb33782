package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.StringJoiner;

/**
 * 0 with probability {@code rate}, else {@code 1 / (1 - rate)}.
 *
 * <p>PyTorch's own draws 64 random bits an element one after the other on the CPU, which takes longer than the layer's product.
 * Here each draw serves four elements with 16 bits, so that the rate is met to 1 in 65,536.
 */
final class DropoutMask extends Op {
    private static final int LEVELS = 65_536;

    private final double rate;
    private final List<Tensor> outputs;
    private final String scope;

    private DropoutMask(Tensor like, Shape shape, double rate) {
        super("dropout_mask", Recording.read(List.of(like)));
        this.rate = rate;
        this.outputs = List.of(new Result(this, new Result.Spec(shape, like.dataType()), null));
        this.scope = Recording.scope();
        Recording.append(this);
    }

    /** A mask whose unknown axes have the lengths of those of {@code like}. */
    static Tensor of(Tensor like, Shape shape, double rate) {
        return new DropoutMask(like, shape, rate).outputs.get(0);
    }

    @Override
    public List<Tensor> outputs() {
        return outputs;
    }

    @Override
    public boolean hasGradient() {
        return false;
    }

    @Override
    public String scope() {
        return scope;
    }

    @Override
    public void write(Script script) {
        Tensor mask = outputs.get(0);
        String like = script.ref(inputs().get(0));
        String sizes = Code.sizes(mask.shape(), 0).replace("{0}", like);
        int type = Code.type(mask.dataType());
        if (!script.device().equals("torch.device(\"cpu\")")) {
            script.line(script.declare(mask, name()) + " = torch.dropout(torch.ones(" + sizes + ", dtype=" + type
                    + ", device=" + script.device() + "), " + Code.number(rate) + ", True)");
            return;
        }
        StringJoiner product = new StringJoiner(" * ");
        product.add("1");
        long[] dims = mask.shape().getShape();
        for (int i = 0; i < dims.length; i++) {
            product.add(Code.size(dims[i], 0, i).replace("{0}", like));
        }
        String count = script.temporary("count");
        String bits = script.temporary("bits");
        script.line(count + " = " + product);
        script.line(bits + " = torch.empty([(" + count + " + 3) // 4], dtype=4)");
        script.line(script.temporary("_") + " = torch.random_(" + bits + ", -9223372036854775807, None)");
        long kept = Math.round((1 - rate) * LEVELS);
        StringJoiner parts = new StringJoiner(", ", "torch.cat([", "])");
        for (int shift = 0; shift < 64; shift += 16) {
            String field = shift == 0 ? bits : "torch.__rshift__(" + bits + ", " + shift + ")";
            parts.add("torch.lt(torch.bitwise_and(" + field + ", " + (LEVELS - 1) + "), " + kept + ")");
        }
        String keep = script.temporary("keep");
        script.line(keep + " = torch.slice(" + parts + ", 0, 0, " + count + ")");
        script.line(script.declare(mask, name()) + " = torch.reshape(torch.mul(torch.to(" + keep + ", " + type + "), "
                + Code.number(1 / (1 - rate)) + "), " + sizes + ")");
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        return new DropoutMask(newInputs.get(0), outputs.get(0).shape(), rate).outputs;
    }
}
