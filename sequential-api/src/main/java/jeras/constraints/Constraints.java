package jeras.constraints;

import java.util.Set;
import jeras.utils.Catalogue;

/** The built-in constraints by Keras's ids. */
public final class Constraints {
    private static final Catalogue<Constraint> ALL = new Catalogue<Constraint>("constraint")
            .add(MaxNorm::of, "max_norm", "MaxNorm")
            .add(MinMaxNorm::of, "min_max_norm", "MinMaxNorm")
            .add(NonNeg::of, "non_neg", "NonNeg")
            .add(UnitNorm::of, "unit_norm", "UnitNorm");

    private Constraints() {}

    /**
     * The constraint with Keras's id and its default arguments.
     *
     * @throws jeras.InvalidArgumentException when no constraint has the id
     */
    public static Constraint of(String id) {
        return ALL.make(id);
    }

    /** The ids, class names among them. */
    public static Set<String> ids() {
        return ALL.ids();
    }
}
