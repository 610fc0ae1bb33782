package jeras.initializers;

import java.util.Set;
import jeras.utils.Catalogue;

/** The built-in initializers by Keras's ids. */
public final class Initializers {
    private static final Catalogue<Initializer> ALL = new Catalogue<Initializer>("initializer")
            .add(Zeros::of, "zeros", "Zeros", "zero")
            .add(Ones::of, "ones", "Ones", "one")
            .add(Constant::of, "constant", "Constant")
            .add(Identity::of, "identity", "Identity", "IdentityInitializer")
            .add(RandomNormal::of, "random_normal", "RandomNormal", "normal")
            .add(RandomUniform::of, "random_uniform", "RandomUniform", "uniform")
            .add(TruncatedNormal::of, "truncated_normal", "TruncatedNormal")
            .add(VarianceScaling::of, "variance_scaling", "VarianceScaling")
            .add(GlorotUniform::of, "glorot_uniform", "GlorotUniform")
            .add(GlorotNormal::of, "glorot_normal", "GlorotNormal")
            .add(HeUniform::of, "he_uniform", "HeUniform")
            .add(HeNormal::of, "he_normal", "HeNormal")
            .add(LecunUniform::of, "lecun_uniform", "LecunUniform")
            .add(LecunNormal::of, "lecun_normal", "LecunNormal")
            .add(Orthogonal::of, "orthogonal", "Orthogonal", "OrthogonalInitializer")
            .add(STFT::of, "stft", "STFT", "STFTInitializer");

    private Initializers() {}

    /**
     * The initializer with Keras's id and its default arguments.
     *
     * @throws jeras.InvalidArgumentException when no initializer has the id
     */
    public static Initializer of(String id) {
        return ALL.make(id);
    }

    /** The ids, class names and aliases among them. */
    public static Set<String> ids() {
        return ALL.ids();
    }
}
