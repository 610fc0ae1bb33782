package jeras.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadsTest {
    /**
     * The numbers of weights that Keras counts in {@code keras_bench.py}'s models, and PyTorch in that of {@code transformers_bench.py}; in the transformer it computes the places'
     * embedding once, while the model is made, and takes it for a constant.
     */
    private static final Map<String, Long> PARAMETERS = Map.of(
            "mlp", 669_706L,
            "cnn", 34_826L,
            "lstm", 2_609_473L,
            "seed_lstm", 2_609_473L,
            "tiny_mlp", 545L,
            "resnet20", 273_658L,
            "transformer", 11_039_490L + 128 * 256,
            "minilm", 22_713_986L);

    static Set<String> names() {
        return Workloads.names();
    }

    @Test
    void thereAreAllThatTheOthersAreTimedOn() {
        assertThat(Workloads.names()).isEqualTo(PARAMETERS.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachTakesAStepAndHasAsManyWeightsAsInKeras(String name) {
        Task task = Workloads.of(name);
        int batch = task.batch();

        double loss = task.model()
                .trainOnBatch(task.inputs(batch), task.y().slice(0, batch))
                .get("loss");

        assertThat(loss).isPositive().isFinite();
        assertThat(task.model().countParams()).isEqualTo(PARAMETERS.get(name));
    }
}
