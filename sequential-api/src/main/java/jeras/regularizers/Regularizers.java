package jeras.regularizers;

import java.util.Set;
import jeras.utils.Catalogue;

/** The built-in regularizers by Keras's ids. */
public final class Regularizers {
    private static final Catalogue<Regularizer> ALL = new Catalogue<Regularizer>("regularizer")
            .add(L1::of, "l1", "L1")
            .add(L2::of, "l2", "L2")
            // Keras's documentation gives this id the factors 0.01; the class name alone means 0.
            .add(() -> L1L2.of(0.01, 0.01), "l1_l2")
            .add(L1L2::of, "l1l2", "L1L2")
            .add(OrthogonalRegularizer::of, "orthogonal_regularizer", "OrthogonalRegularizer");

    private Regularizers() {}

    /**
     * The regularizer with Keras's id and its default arguments.
     *
     * @throws jeras.InvalidArgumentException when no regularizer has the id
     */
    public static Regularizer of(String id) {
        return ALL.make(id);
    }

    /** The ids, class names among them. */
    public static Set<String> ids() {
        return ALL.ids();
    }
}
