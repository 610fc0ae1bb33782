package jeras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.Model;
import jeras.ModelStateException;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.Test;

/**
 * A weight w from 0 with the loss (w - 1)² at the rate 0.25: each step halves its distance to 1, so that it is 0.5, 0.75, 0.875;
 * its average at the momentum 0.5 is first the weight itself and then half way to it: 0.5, 0.625, 0.75.
 */
class SwapEMAWeightsTest {
    private static final Array ONE = Array.of(new float[][] {{1}});

    private static Sequential model(boolean useEma) {
        Sequential model = Sequential.of(Input.of(1), Dense.of(1).useBias(false).kernelInitializer("zeros"));
        SGD sgd = SGD.of(0.25);
        model.compile(c ->
                c.optimizer(useEma ? sgd.useEma(true).emaMomentum(0.5) : sgd).loss("mse"));
        return model;
    }

    private static double weight(Model model) {
        return model.getWeights().get(0).flatten().getDouble(0);
    }

    @Test
    void validationSeesTheAveragesAndTrainingTheWeights() {
        Sequential model = model(true);
        List<Double> after = new ArrayList<>();

        List<Double> losses = model.fit(
                        ONE,
                        ONE,
                        f -> f.epochs(3)
                                .verbose(0)
                                .validationData(ONE, ONE)
                                .callbacks(
                                        SwapEMAWeights.of(),
                                        LambdaCallback.of().onEpochEnd((epoch, logs) -> after.add(weight(model)))))
                .get("val_loss");

        assertThat(losses).containsExactly(0.25, 0.375 * 0.375, 0.0625);
        assertThat(after).containsExactly(0.5, 0.75, 0.875);
        assertThat(weight(model)).isEqualTo(0.75, within(1e-6));
    }

    @Test
    void callbacksThatComeAfterSeeTheAveragesAtTheEndOfAnEpoch() {
        Sequential model = model(true);
        List<Double> after = new ArrayList<>();

        model.fit(
                ONE,
                ONE,
                f -> f.epochs(5)
                        .verbose(0)
                        .validationData(ONE, ONE)
                        .callbacks(
                                SwapEMAWeights.of().swapOnEpoch(true),
                                LambdaCallback.of().onEpochEnd((epoch, logs) -> {
                                    after.add(weight(model));
                                    if (epoch == 2) {
                                        model.stopTraining();
                                    }
                                })));

        assertThat(after).containsExactly(0.5, 0.625, 0.75);
        // An early end leaves the averages in the model, as any end does.
        assertThat(weight(model)).isEqualTo(0.75, within(1e-6));
    }

    @Test
    void predictionPutsTheWeightsBack() {
        Sequential model = model(true);
        model.trainOnBatch(ONE, ONE);
        model.trainOnBatch(ONE, ONE);

        double asked = model.predict(ONE, p -> p.verbose(0).callbacks(SwapEMAWeights.of()))
                .getDouble(0, 0);

        assertThat(asked).isEqualTo(0.625, within(1e-6));
        assertThat(weight(model)).isEqualTo(0.75, within(1e-6));
    }

    @Test
    void anOptimizerWithoutAveragesIsRefused() {
        assertThatThrownBy(() -> model(false).fit(ONE, ONE, f -> f.verbose(0).callbacks(SwapEMAWeights.of())))
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        Optimizer "sgd" keeps no moving averages of the weights.
                          expected: an optimizer with useEma(true)
                          received: one with useEma(false)
                          fix:      compile with, for example, SGD.of(0.001).useEma(true)""");
    }
}
