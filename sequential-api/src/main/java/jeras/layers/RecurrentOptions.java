package jeras.layers;

import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.regularizers.Regularizer;

/**
 * The options that recurrent layers with kernels and their cells have in common.
 *
 * @param <L> the layer's own type
 */
public interface RecurrentOptions<L> {
    /** Default: {@code tanh}. */
    default L activation(String id) {
        return activation(Activation.of(id));
    }

    /** Default: {@code tanh}. */
    default L activation(Activation activation) {
        return KerasLayer.told(this, "activation", activation);
    }

    /** Default: true. */
    default L useBias(boolean useBias) {
        return KerasLayer.told(this, "useBias", useBias);
    }

    /** Default: {@code glorot_uniform}. */
    default L kernelInitializer(String id) {
        return kernelInitializer(Initializer.of(id));
    }

    /** Default: {@code glorot_uniform}. */
    default L kernelInitializer(Initializer initializer) {
        return KerasLayer.told(this, "kernelInitializer", initializer);
    }

    /** Default: {@code orthogonal}. */
    default L recurrentInitializer(String id) {
        return recurrentInitializer(Initializer.of(id));
    }

    /** Default: {@code orthogonal}. */
    default L recurrentInitializer(Initializer initializer) {
        return KerasLayer.told(this, "recurrentInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    default L biasInitializer(String id) {
        return biasInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    default L biasInitializer(Initializer initializer) {
        return KerasLayer.told(this, "biasInitializer", initializer);
    }

    /** Default: none. */
    default L kernelRegularizer(String id) {
        return kernelRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    default L kernelRegularizer(Regularizer penalty) {
        return KerasLayer.told(this, "kernelRegularizer", penalty);
    }

    /** Default: none. */
    default L recurrentRegularizer(String id) {
        return recurrentRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    default L recurrentRegularizer(Regularizer penalty) {
        return KerasLayer.told(this, "recurrentRegularizer", penalty);
    }

    /** Default: none. */
    default L biasRegularizer(String id) {
        return biasRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    default L biasRegularizer(Regularizer penalty) {
        return KerasLayer.told(this, "biasRegularizer", penalty);
    }

    /** Default: none. */
    default L kernelConstraint(String id) {
        return kernelConstraint(Constraint.of(id));
    }

    /** Default: none. */
    default L kernelConstraint(Constraint projection) {
        return KerasLayer.told(this, "kernelConstraint", projection);
    }

    /** Default: none. */
    default L recurrentConstraint(String id) {
        return recurrentConstraint(Constraint.of(id));
    }

    /** Default: none. */
    default L recurrentConstraint(Constraint projection) {
        return KerasLayer.told(this, "recurrentConstraint", projection);
    }

    /** Default: none. */
    default L biasConstraint(String id) {
        return biasConstraint(Constraint.of(id));
    }

    /** Default: none. */
    default L biasConstraint(Constraint projection) {
        return KerasLayer.told(this, "biasConstraint", projection);
    }

    /** The share of the inputs to drop in training, the same ones at each step; default: 0. */
    default L dropout(double rate) {
        return KerasLayer.told(this, "dropout", rate);
    }

    /**
     * The share of the state to drop in training on its way into each gate, the same ones at each step; default: 0. It rules out
     * a kernel for all steps.
     */
    default L recurrentDropout(double rate) {
        return KerasLayer.told(this, "recurrentDropout", rate);
    }

    /** Draws dropout from a sequence of its own that starts here; default: none, it shares that of the whole model. */
    default L seed(long seed) {
        return KerasLayer.told(this, "seed", seed);
    }
}
