package jeras.tuner;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import jeras.JerasException;
import jeras.Model;
import jeras.ops.Seeds;

/** Builds models from hyperparameters, without leaving a trace in the sequence of seeds of the program around. */
record ModelMaker(HyperModel hypermodel, long maxModelSize) {

    /** A trial that cannot be, however often it is tried. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(long size) {
            super("Oversized model: " + size + " parameters. Skip model.");
        }
    }

    /** A new model. */
    Model build(HyperParameters hyperparameters) {
        Model model = hypermodel.build(hyperparameters);
        if (model == null) {
            throw new FatalException(JerasException.message(
                    "The function that builds models has built none.", "a compiled model", "null", "return the model"));
        }
        return model;
    }

    /** A new model that may be tried. */
    Model buildWithin(HyperParameters hyperparameters) {
        Model model = build(hyperparameters);
        if (maxModelSize > 0 && model.isBuilt()) {
            long size = model.trainableWeights().stream()
                    .mapToLong(w -> w.shape().size())
                    .sum();
            if (size > maxModelSize) {
                throw new TooLarge(size);
            }
        }
        return model;
    }

    /** A model as {@link #build}, with the weights of a file. */
    Model load(HyperParameters hyperparameters, List<Shape> inputs, Path weights) {
        Model model = build(hyperparameters);
        restore(model, inputs, weights);
        return model;
    }

    /**
     * Gives a model the weights of a file.
     *
     * @param inputs the shapes to make its weights for where it does not say so itself
     */
    static void restore(Model model, List<Shape> inputs, Path weights) {
        if (!model.isBuilt() && !inputs.isEmpty()) {
            model.buildFor(inputs);
        }
        model.loadWeights(weights);
    }

    /** Does something that draws seeds, and puts the sequence back to where it was. */
    static void aside(Runnable action) {
        long before = Seeds.state();
        try {
            action.run();
        } finally {
            Seeds.reset(before);
        }
    }
}
