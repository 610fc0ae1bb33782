package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/** The arguments that all of Keras's cells have, in their own records and in those of the layers around them. */
interface CellArguments {
    Activation activation();

    boolean useBias();

    Initializer kernelInitializer();

    Initializer recurrentInitializer();

    Initializer biasInitializer();

    Regularizer kernelRegularizer();

    Regularizer recurrentRegularizer();

    Regularizer biasRegularizer();

    Constraint kernelConstraint();

    Constraint recurrentConstraint();

    Constraint biasConstraint();

    double dropout();

    double recurrentDropout();

    Long seed();

    /** What all of them refuse. */
    default void check(String layer) {
        Check.rate(layer, "dropout", dropout());
        Check.rate(layer, "recurrentDropout", recurrentDropout());
    }
}
