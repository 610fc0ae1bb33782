package jeras.saving;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.optimizers.Optimizer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training goes from Jeras to Keras and back, in its middle; see {@link Circle}. */
class OptimizersCircleTest {
    @TempDir
    private Path folder;

    private Circle circle;

    @BeforeEach
    void begin() {
        circle = new Circle(folder);
    }

    @Test
    void anyOptimizerGoesOnInKerasWhereItWasAndBackAgain() throws Exception {
        Array x = CircleData.ramp(8, 5);
        Array y = CircleData.ramp(8, 2);
        List<Circle.Case> cases = new ArrayList<>();
        for (Optimizer optimizer : CompileRoundTripTest.optimizers().toList()) {
            Sequential model = Sequential.of(
                    Input.of(5),
                    Dense.of(4).activation("tanh").name("first"),
                    Dense.of(2).name("last"));
            model.compile(c -> c.optimizer(optimizer).loss("mse"));
            model.trainOnBatch(x, y);
            model.trainOnBatch(x, y);
            cases.add(new Circle.Case(
                    String.format("%02d-%s", cases.size(), optimizer.getClass().getSimpleName()), model, List.of(x)));
        }
        for (Circle.Case each : cases) {
            Files.createDirectories(folder.resolve(each.name()));
            CircleData.write(List.of(y), circle.file(each, "targets.json"));
        }
        circle.keras("train", cases);
        SoftAssertions all = new SoftAssertions();
        for (Circle.Case each : cases) {
            if (!circle.went(each, all)) {
                continue;
            }
            Model back = Model.load(circle.file(each, "keras.keras"));
            all.assertThat(back.optimizer().iterations()).as(each.name()).isEqualTo(3);
            each.model().trainOnBatch(x, y);
            assertClose(
                    all,
                    each.name() + ", the step in Keras",
                    back.getWeights(),
                    each.model().getWeights());
            back.trainOnBatch(x, y);
            each.model().trainOnBatch(x, y);
            assertClose(
                    all,
                    each.name() + ", the step after",
                    back.getWeights(),
                    each.model().getWeights());
        }
        all.assertAll();
    }

    private static void assertClose(SoftAssertions all, String what, List<Array> actual, List<Array> expected) {
        all.assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            all.assertThat(Circle.distance(actual.get(i), expected.get(i)))
                    .as(what + ": weight " + i)
                    .isLessThanOrEqualTo(1e-4);
        }
    }
}
