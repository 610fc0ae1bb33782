package jeras.benchmarks;

import ai.djl.ndarray.types.Shape;
import jeras.initializers.Initializer;
import jeras.layers.Call;
import jeras.layers.Dropout;
import jeras.layers.Layer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * A sequence that attends to itself, as {@code keras.layers.MultiHeadAttention} applied to {@code (x, x)}.
 *
 * <ul>
 *   <li>input and output {@code (batch, time, width)}
 *   <li>kernels of query, key and value {@code (width, heads, size)}, their biases {@code (heads, size)}
 *   <li>output kernel {@code (heads, size, width)}, bias {@code (width)}
 * </ul>
 *
 * <p>A layer as a user would write it: over public operations alone.
 *
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al., Attention Is All You Need, section 3.2</a>
 */
final class SelfAttention extends Layer {
    private final int heads;
    private final int size;
    private final Dropout dropout;
    private Projection query;
    private Projection key;
    private Projection value;
    private Projection output;

    private record Projection(Variable kernel, Variable bias) {}

    /**
     * @param size of each head's query, key and value
     * @param dropout the share of the attention scores to drop in training
     */
    SelfAttention(int heads, int size, double dropout) {
        this.heads = heads;
        this.size = size;
        this.dropout = Dropout.of(dropout);
    }

    @Override
    protected void build(Shape input) {
        long width = input.get(2);
        Shape perHead = new Shape(heads, size);
        query = projection("query", new Shape(width, heads, size), perHead);
        key = projection("key", new Shape(width, heads, size), perHead);
        value = projection("value", new Shape(width, heads, size), perHead);
        output = projection("attention_output", new Shape(heads, size, width), new Shape(width));
    }

    private Projection projection(String name, Shape kernel, Shape bias) {
        return new Projection(
                weight(name + "_kernel", kernel, Initializer.of("glorot_uniform")),
                weight(name + "_bias", bias, Initializer.of("zeros")));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Tensor q = perHead(x, query).multiply(1 / Math.sqrt(size)); // (batch, heads, time, size)
        Tensor k = perHead(x, key);
        Tensor v = perHead(x, value);
        Tensor scores = Ops.matmul(q, Ops.transpose(k, 0, 1, 3, 2)); // (batch, heads, time, time)
        Tensor weights = dropout.apply(Ops.softmax(scores, -1));
        Tensor mixed = Ops.transpose(Ops.matmul(weights, v), 0, 2, 1, 3); // (batch, time, heads, size)
        Tensor joined = Ops.reshape(mixed, -1, x.size(1), (long) heads * size);
        Tensor kernel = Ops.reshape(output.kernel, (long) heads * size, x.size(2));
        return Ops.linear(joined, kernel, output.bias); // (batch, time, width)
    }

    private Tensor perHead(Tensor x, Projection projection) {
        Tensor kernel = Ops.reshape(projection.kernel, x.size(2), (long) heads * size);
        Tensor bias = Ops.reshape(projection.bias, (long) heads * size);
        Tensor y = Ops.reshape(Ops.linear(x, kernel, bias), -1, x.size(1), heads, size);
        return Ops.transpose(y, 0, 2, 1, 3); // (batch, heads, time, size)
    }
}
