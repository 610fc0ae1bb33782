package jeras.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.callbacks.Callback;
import jeras.datasets.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyperbandTest {
    private static final Split IRIS = Flowers.IRIS;

    @TempDir
    private Path folder;

    /** What a training began with. */
    private record Begin(int epoch, long iterations, List<Array> weights) {}

    @Test
    void aPromotedTrialGoesOnFromTheWeightsOfTheOneBefore() {
        List<Begin> begins = new ArrayList<>();
        Map<Integer, Integer> epochs = new HashMap<>();
        Hyperband tuner = Hyperband.of(Flowers::build)
                .objective("loss")
                .maxEpochs(3)
                .seed(1)
                .directory(folder);

        tuner.search(
                IRIS.xTrain(),
                IRIS.yTrain(),
                f -> f.epochs(50).verbose(0).callbacks(new Callback() {
                    private boolean first = true;

                    @Override
                    public void onEpochBegin(int epoch) {
                        if (first) {
                            begins.add(new Begin(epoch, model().optimizer().iterations(), model().getWeights()));
                            first = false;
                        }
                        epochs.merge(begins.size() - 1, 1, Integer::sum);
                    }
                }));

        // Two brackets of 3 epochs by 3: three trials of one epoch, of which one goes on to three; then two of three.
        HyperbandPlan plan = new HyperbandPlan(3, 3);
        assertThat(List.of(plan.size(1, 0), plan.size(1, 1), plan.size(0, 0))).containsExactly(3, 1, 2);
        assertThat(tuner.trials()).hasSize(6);
        assertThat(epochs.values()).containsExactly(1, 1, 1, 2, 3, 3);
        Trial promoted = tuner.trials().get(3);
        String parent = (String) promoted.values().get("tuner/trial_id");
        assertThat(tuner.trials().get(Integer.parseInt(parent)).score())
                .hasValue(tuner.trials().subList(0, 3).stream()
                        .mapToDouble(t -> t.score().getAsDouble())
                        .min()
                        .getAsDouble());
        Begin begin = begins.get(3);
        assertThat(begin.epoch()).isEqualTo(1);
        long steps = (IRIS.xTrain().shape().get(0) + 31) / 32;
        assertThat(begin.iterations()).isEqualTo(steps);
        HyperParameters hp = tuner.trials().get(Integer.parseInt(parent)).hyperparameters();
        assertThat(promoted.values()).containsEntry("units", hp.getInt("units")).containsEntry("tuner/epochs", 3);
        jeras.Model before = Flowers.build(hp);
        before.loadWeights(folder.resolve("untitled_project/trial_" + parent + "/checkpoint.weights.h5"));
        assertThat(begin.weights()).isEqualTo(before.getWeights());
    }
}
