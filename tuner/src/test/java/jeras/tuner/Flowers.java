package jeras.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import jeras.Input;
import jeras.Model;
import jeras.Sequential;
import jeras.datasets.Iris;
import jeras.datasets.Split;
import jeras.layers.Dense;
import jeras.optimizers.Adam;

/** Small models to search for. */
final class Flowers {
    static final Split IRIS = Iris.load();

    private Flowers() {}

    /** A classifier of the flowers whose width and rate of learning are to be found. */
    static Model build(HyperParameters hp) {
        Sequential model = Sequential.of(
                Input.of(4),
                Dense.of(hp.integer("units", 4, 32, o -> o.step(4))).activation("relu"),
                Dense.of(3).activation("softmax"));
        double rate = hp.decimal("rate", 1e-3, 1e-1, o -> o.sampling("log"));
        model.compile(c -> c.optimizer(Adam.of(rate))
                .loss("sparse_categorical_crossentropy")
                .metrics("accuracy"));
        return model;
    }

    /** The smallest model. */
    static Model tiny() {
        Sequential model = Sequential.of(Input.of(1), Dense.of(1));
        model.compile("sgd", "mse");
        return model;
    }

    /** Scores hyperparameters by a function, without training. */
    static HyperModel scored(ToDoubleFunction<HyperParameters> score) {
        return new HyperModel() {
            @Override
            public Model build(HyperParameters hp) {
                hp.integer("a", 1, 1000);
                return tiny();
            }

            @Override
            public TrialResult fit(HyperParameters hp, Model model, TrialFit fit) {
                return TrialResult.of(score.applyAsDouble(hp));
            }
        };
    }

    /** What counts of trials: their values, status, scores and epochs. */
    static List<String> told(List<Trial> trials) {
        List<String> told = new ArrayList<>();
        trials.forEach(t -> told.add(t + " at " + t.bestStep() + " " + t.metrics()));
        return told;
    }
}
