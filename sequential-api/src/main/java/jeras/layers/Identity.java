package jeras.layers;

import jeras.ops.Tensor;

/**
 * What comes in.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code Identity.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/core_layers/identity/">keras.layers.Identity</a>
 */
public final class Identity extends KerasLayer<Identity, NoArguments> {
    Identity(NoArguments config) {
        super(config, Identity::new);
    }

    public static Identity of() {
        return new Identity(new NoArguments());
    }

    @Override
    protected Tensor call(Tensor x) {
        return x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
