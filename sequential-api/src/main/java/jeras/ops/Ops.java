package jeras.ops;

/**
 * The operations, named as in {@code keras.ops} (in camelCase): {@code Ops.matmul(x, kernel)}, {@code Ops.relu(x)}.
 *
 * <p>Each checks its inputs' shapes when it is called, while the model is being built. A user's own layers, losses and metrics
 * are plain Java over these methods: loops and conditions over Java values unroll, over tensors use {@link #scan}.
 *
 * @see <a href="https://keras.io/api/ops/">keras.ops</a>
 */
public final class Ops extends AttentionOps {
    private Ops() {}
}
