package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.Model;
import jeras.Sequential;
import jeras.callbacks.LambdaCallback;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.data.PyDataset;
import jeras.layers.Concatenate;
import jeras.layers.Dense;
import jeras.ops.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models on data sets of every kind. */
@Timeout(30)
class DataPipelineTest {
    private static Model twoInputs() {
        Tensor wide = Input.of(2).name("wide");
        Tensor deep = Input.of(3).name("deep");
        Tensor joined = Concatenate.of().apply(wide, deep);
        Model model =
                Model.of(List.of(wide, deep), List.of(Dense.of(1).name("rating").apply(joined)));
        model.compile("sgd", "mse");
        return model;
    }

    private static Map<String, Object> inputs() {
        Map<String, Object> x = new LinkedHashMap<>();
        // Not in the model's order.
        x.put("deep", Array.arange(12).reshape(4, 3).cast("float32"));
        x.put("wide", Array.arange(8).reshape(4, 2).cast("float32"));
        return x;
    }

    @Test
    void inputsFindTheirPlacesByName() {
        Model model = twoInputs();
        Dataset data = Dataset.of(inputs(), Map.of("rating", new float[] {1, 2, 3, 4}));
        assertThat(model.predict(data.batch(4))).isEqualTo(model.predict(inputs()));
        double byName = model.evaluate(data.batch(4), e -> e.verbose(0)).get("loss");
        double byMap = model.evaluate(inputs(), new float[] {1, 2, 3, 4}, e -> e.verbose(0))
                .get("loss");
        assertThat(byName).isEqualTo(byMap);
        model.fit(data.batch(2), f -> f.verbose(0).classWeight(Map.of(1, 2.0)));
    }

    @Test
    void anInputOfAnUnknownNameIsRefused() {
        Dataset data = Dataset.of(Map.of("wide", new float[4][2], "deap", new float[4][3]), new float[4]);
        assertThatThrownBy(() -> twoInputs().fit(data.batch(2))).hasMessageStartingWith("""
                The input named "deep" is missing.""");
    }

    /** Batches of one sample, which is their number. */
    private static final class Counted extends PyDataset {
        private final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
        private final List<String> epochs = new ArrayList<>();

        Counted(int workers) {
            super(o -> o.workers(workers).maxQueueSize(4));
        }

        @Override
        public int length() {
            return 20;
        }

        @Override
        public Batch getItem(int index) {
            asked.add(index);
            return Batch.of(new float[][] {{index}}, new float[][] {{index}});
        }

        @Override
        public void onEpochBegin() {
            epochs.add("begin");
        }

        @Override
        public void onEpochEnd() {
            epochs.add("end");
        }
    }

    private static Sequential line() {
        Sequential model = Sequential.of(Input.of(1), Dense.of(1));
        model.compile("sgd", "mse");
        return model;
    }

    @Test
    void batchesByNumberAreShuffledInFitAlone() {
        int[] order = IntStream.range(0, 20).toArray();
        for (int workers : new int[] {1, 3}) {
            Counted data = new Counted(workers);
            line().evaluate(data, e -> e.verbose(0));
            assertThat(line().predict(data).toIntArray()).hasSize(20);
            List<Integer> walked = new ArrayList<>();
            data.forEach(b -> walked.add((int) b.x().get(0).item()));
            assertThat(walked.stream().mapToInt(i -> i).toArray()).isEqualTo(order);
            assertThat(data.epochs).containsExactly("begin", "end", "begin", "end", "begin", "end");
            data.asked.clear();
            line().fit(data, f -> f.verbose(0).epochs(2));
            assertThat(data.asked).hasSize(40);
            if (workers == 1) {
                assertThat(data.asked.subList(0, 20)).isNotEqualTo(walked);
                data.asked.clear();
                line().fit(data, f -> f.verbose(0).shuffle(false));
                assertThat(data.asked).isEqualTo(walked);
            }
        }
    }

    @Test
    void trainingThatFailsLeavesNoThreadAndClosesItsData() throws InterruptedException {
        List<String> closed = Collections.synchronizedList(new ArrayList<>());
        Dataset data = Dataset.stream(() -> IntStream.range(0, 100_000)
                        .mapToObj(i -> Batch.of(new float[] {i}, new float[] {i}))
                        .onClose(() -> closed.add("closed")))
                .map(b -> b, 3)
                .batch(2)
                .prefetch(4);
        Throwable thrown = catchThrowable(() -> line().fit(
                        data,
                        f -> f.verbose(0).callbacks(LambdaCallback.of().onTrainBatchEnd((batch, logs) -> {
                            if (batch == 5) {
                                throw new UnsupportedOperationException("enough");
                            }
                        }))));
        assertThat(thrown).isInstanceOf(UnsupportedOperationException.class).hasMessage("enough");
        for (int i = 0; i < 100 && dataThreads() > 0; i++) {
            Thread.sleep(100);
        }
        assertThat(dataThreads()).isZero();
        assertThat(closed).containsExactly("closed");
    }

    private static long dataThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("jeras-data-"))
                .count();
    }

    @Test
    void theHistoryTellsHowLongTrainingWaited() {
        Dataset slow = Dataset.generator(() -> Stream.generate(() -> {
                    sleep();
                    return Batch.of(new float[][] {{1}}, new float[][] {{1}});
                })
                .limit(10)
                .iterator());
        History waited = line().fit(slow, f -> f.verbose(0).epochs(2));
        assertThat(waited.waitShare()).hasSize(2).allMatch(s -> s > 0.2 && s <= 1);
        History none = line().fit(
                        new float[200][1], new float[200][1], f -> f.verbose(0).epochs(3));
        assertThat(none.waitShare().get(2)).isLessThan(0.2);
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
